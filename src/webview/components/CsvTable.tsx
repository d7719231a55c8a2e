import { t } from '@vscode/l10n';
import { useMemo } from 'react';
import { csvRows } from './csv';

const MAX_ROWS = 500;
const MAX_COLUMNS = 50;

/** Separated values as a table, with the first record as its head. */
export function CsvTable({ text, label }: { text: string; label: string }) {
  const rows = useMemo(() => csvRows(text, MAX_ROWS + 2), [text]);
  const [head = [], ...body] = rows;
  const isCut = body.length > MAX_ROWS || rows.some((row) => row.length > MAX_COLUMNS);
  const cells = (row: readonly string[]) => row.slice(0, MAX_COLUMNS);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="table-scroll" tabIndex={0} aria-label={label}>
        <table className="table">
          <thead>
            <tr>
              {cells(head).map((cell, index) => (
                <th key={index} scope="col">
                  {cell}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {body.slice(0, MAX_ROWS).map((row, index) => (
              <tr key={index}>
                {cells(row).map((cell, at) => (
                  <td key={at}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {isCut && (
        <p className="block-more">
          {t(
            'The first {0} rows and {1} columns are shown. The editor shows all.',
            MAX_ROWS,
            MAX_COLUMNS,
          )}
        </p>
      )}
    </>
  );
}
