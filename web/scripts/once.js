const seen = new WeakMap();

/** The elements of `root` that match and that `part` has not been given before. */
export function once(part, root, selector) {
  const known = seen.get(part) ?? new WeakSet();
  seen.set(part, known);
  return [...root.querySelectorAll(selector)].filter((element) => !known.has(element) && known.add(element));
}
