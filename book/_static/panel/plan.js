// A plan as plain data: reading and writing it by the paths of its fields.

/** A copy that shares nothing with the original. */
export const copy = (plan) => structuredClone(plan);

export function get(plan, path) {
  return path.split(".").reduce((inner, name) => inner?.[name], plan);
}

/** Set the value at a path; `undefined` leaves it to its default. */
export function put(plan, path, value) {
  const names = path.split(".");
  const last = names.pop();
  const owner = names.reduce((inner, name) => (inner[name] ??= {}), plan);
  if (value === undefined) delete owner[last];
  else owner[last] = value;
}

/** A weekly value as its value at the start and its later changes. */
export function unfold(value) {
  if (!Array.isArray(value)) return { start: value, steps: [] };
  const first = value.find((step) => step.week === 1);
  return { start: first?.value, steps: value.filter((step) => step !== first).map((step) => ({ ...step })) };
}

export function fold({ start, steps }) {
  if (!steps.length) return start;
  return start === undefined ? steps : [{ week: 1, value: start }, ...steps];
}

/** Whether a path fits one of the patterns ("products.*.price"). */
export function matches(path, patterns) {
  return patterns.some((pattern) => {
    const parts = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
    return new RegExp(`^${parts.join(".*")}$`).test(path);
  });
}
