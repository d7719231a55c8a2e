/** A button of a toolbar: an icon with a name that is read out and shown as a tooltip. */
export function IconButton(props: {
  icon: string;
  label: string;
  onClick: () => void;
  /** For a button that stays pressed. */
  pressed?: boolean;
  disabled?: boolean;
}) {
  return (
    <button
      type="button"
      className="icon-button"
      title={props.label}
      aria-label={props.label}
      aria-pressed={props.pressed}
      disabled={props.disabled}
      onClick={props.onClick}
    >
      <span className={`codicon codicon-${props.icon}`} aria-hidden="true" />
    </button>
  );
}
