# Every task is one of book/course.py, which also runs without make: python book/course.py course
PYTHON ?= python3
TASK = @$(PYTHON) book/course.py $@ $(ARGS)

help: ## list these tasks
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

course: ## set everything up, build the course, serve it and open it (ARGS='--port 8001 --no-open')
	$(TASK)
setup: ## only install what the course needs, into .venv
	$(TASK)
build: ## only build the course, into _build/html
	$(TASK)
serve: ## serve the course that was built last
	$(TASK)
test: ## check style, build the course, run the tests
	$(TASK)
proof: ## run the long statistical checks
	$(TASK)
lint: ## check style and the order of the floors
	$(TASK)
format: ## put the code into the one style
	$(TASK)
bench: ## measure how fast seasons run (make -s bench ARGS=--json)
	$(TASK)
rungs: ## play the reference plans of every scenario, and write the table of where they stand
	$(TASK)
exercises: ## make the exercises from their solutions
	$(TASK)
student: ## make what learners get, without solutions: a repository, the site, and both in a zip file
	$(TASK)
grade: ## grade a class: what lies in grading/inbox (ASSIGNMENT=ps1-platforms)
	@$(PYTHON) book/course.py grade $(ASSIGNMENT) $(ARGS)
bundle: ## fill a folder with all downloads, for a classroom without internet (ARGS=FOLDER)
	$(TASK)
clean: ## delete what was built
	$(TASK)

.PHONY: help course setup build serve test proof lint format bench rungs exercises student grade bundle clean
