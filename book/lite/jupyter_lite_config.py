import sys
from pathlib import Path

LABEXTENSIONS = Path(sys.prefix) / "share" / "jupyter" / "labextensions"
USED = ("@jupyterlite/pyodide-kernel-extension", "@jupyter-widgets/jupyterlab-manager")

c = get_config()  # noqa: F821
c.LiteBuildConfig.apps = ["lab", "notebooks", "tree", "edit"]
# The graders' and jupytext's Lab extensions of the environment stop notebooks from appearing here.
c.LiteBuildConfig.ignore_sys_prefix = ["federated_extensions"]
c.LiteBuildConfig.federated_extensions = [str(LABEXTENSIONS / name) for name in USED]
c.LiteBuildConfig.no_sourcemaps = True
c.LiteBuildConfig.no_unused_shared_packages = True
