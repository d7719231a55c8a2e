import { t } from '@vscode/l10n';
import { useState } from 'react';
import { useInspector } from '../../app/InspectorContext';
import { Button } from '../../components/Button';
import { IconButton } from '../../components/IconButton';

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
  const label = t('Ask for the tasks again');
  return wide ? (
    <Button secondary icon="refresh" disabled={disabled} onClick={() => void refresh()}>
      {label}
    </Button>
  ) : (
    <IconButton icon="refresh" label={label} disabled={disabled} onClick={() => void refresh()} />
  );
}
