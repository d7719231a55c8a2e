import { useState } from 'react';
import { useInspector } from '../../app/InspectorContext';
import { Button } from '../../components/Button';
import { IconButton } from '../../components/IconButton';

const LABEL = 'Ask for the tasks again';

/** Asks the server for its tasks, or how those that are known stand. */
export function RefreshTasks({ ready, wide = false }: { ready: boolean; wide?: boolean }) {
  const inspector = useInspector();
  const [busy, setBusy] = useState(false);
  const refresh = async () => {
    setBusy(true);
    await inspector.act('inspector/refreshTasks', { serverId: inspector.serverId });
    setBusy(false);
  };
  const disabled = busy || !ready;
  return wide ? (
    <Button secondary icon="refresh" disabled={disabled} onClick={() => void refresh()}>
      {LABEL}
    </Button>
  ) : (
    <IconButton icon="refresh" label={LABEL} disabled={disabled} onClick={() => void refresh()} />
  );
}
