export default function render(root, { h }) { root.append(h("h1", null, "Notes")); }
