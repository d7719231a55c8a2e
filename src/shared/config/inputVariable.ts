/** The variable that answers an input in place of a person: `api-key` is `PORTCULLIS_INPUT_API_KEY`. */
export function inputVariable(id: string): string {
  return `PORTCULLIS_INPUT_${id.replace(/\W/g, '_').toUpperCase()}`;
}
