/** Marks a field that must be filled in: a star to see, a word to hear. */
export function Required() {
  return (
    <span className="required" title="Required">
      <span aria-hidden="true">*</span>
      <span className="visually-hidden"> (required)</span>
    </span>
  );
}
