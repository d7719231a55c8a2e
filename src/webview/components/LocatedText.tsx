import { t } from '@vscode/l10n';
import type { ReactNode } from 'react';
import { useInspector } from '../app/InspectorContext';
import { type FileLocation, fileLocations } from './fileLocations';
import { HostLink } from './HostLink';

/** Text whose places in files open in the editor. */
export function LocatedText({ text }: { text: string }) {
  const locations = fileLocations(text);
  if (locations.length === 0) return text;
  const parts: ReactNode[] = [];
  let at = 0;
  for (const location of locations) {
    if (location.start < at) continue;
    parts.push(text.slice(at, location.start));
    parts.push(
      <FileLink
        key={location.start}
        location={location}
        text={text.slice(location.start, location.end)}
      />,
    );
    at = location.end;
  }
  parts.push(text.slice(at));
  return <>{parts}</>;
}

function FileLink({ location, text }: { location: FileLocation; text: string }) {
  const inspector = useInspector();
  const { path, line, column } = location;
  const open = () =>
    inspector.act('panel/openFile', { path, line, ...(column === undefined ? {} : { column }) });
  return (
    <HostLink href={`file:${path}`} title={t('Open the file there')} onOpen={() => void open()}>
      {text}
    </HostLink>
  );
}
