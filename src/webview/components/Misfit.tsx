import type { SchemaProblem } from '../schema/validate';
import { Notice } from './Notice';

/** Says why something does not fit a schema. How a server copes with it is worth a try too: it can be sent on purpose. */
export function Misfit(props: {
  /** A sentence that ends with a colon. */
  words: string;
  problems: readonly SchemaProblem[];
  verb: string;
  onSend: () => void;
}) {
  return (
    <Notice kind="warning" live>
      {props.words}
      <ul className="problem-list">
        {props.problems.slice(0, 5).map(({ path, message }) => (
          <li key={path.join('.') + message}>
            {path.length > 0 && <code>{path.join('.')}</code>} {message}
          </li>
        ))}
      </ul>
      <button type="button" className="link" onClick={props.onSend}>
        {props.verb}
      </button>
    </Notice>
  );
}
