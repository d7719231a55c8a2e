/** Something that the palette can do. */
export interface PaletteCommand {
  /** Different for each command on offer. */
  readonly id: string;
  readonly label: string;
  readonly icon: string;
  /** What kind it is, beside the label. */
  readonly group: string;
  /** Also found by these. */
  readonly texts?: readonly string[];
  /** Where the focus goes: back to where it was, or into the screen that is shown then. */
  readonly focus: 'back' | 'screen';
  readonly run: () => void;
}
