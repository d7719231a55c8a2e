import { useCallback, useEffect, useState } from 'react';
import type { SessionSettings, SessionSettingsView } from '../../../shared/model/sessionSettings';
import { useInspector, useModel } from '../../app/InspectorContext';
import { messageOf } from '../../state/inspector';

export interface SettingsOfSession {
  /** Undefined until the host has told. */
  readonly view: SessionSettingsView | undefined;
  readonly problem: string | undefined;
  change(part: Partial<SessionSettings>): void;
  /** @param value null: no longer added. Resolves to whether it was done. */
  setHeader(name: string, value: string | null): Promise<boolean>;
  reset(): void;
}

/** The settings of the server's sessions as the host keeps them; what is changed is kept at once. */
export function useSessionSettings(): SettingsOfSession {
  const inspector = useInspector();
  const status = useModel(({ server }) => server?.state.status);
  const [view, setView] = useState<SessionSettingsView>();
  const [problem, setProblem] = useState<string>();
  const follow = useCallback(async (asked: Promise<SessionSettingsView>) => {
    try {
      setView(await asked);
      setProblem(undefined);
      return true;
    } catch (error) {
      setProblem(messageOf(error));
      return false;
    }
  }, []);
  useEffect(() => {
    // A start makes what was set take effect.
    void status;
    void follow(inspector.ask('panel/sessionSettings', {}));
  }, [inspector, follow, status]);
  return {
    view,
    problem,
    change: (part) => {
      if (!view) return;
      const settings = { ...view.settings, ...part };
      // What comes next builds upon this one.
      setView({ ...view, settings });
      void follow(inspector.ask('panel/setSessionSettings', { settings }));
    },
    setHeader: (name, value) => follow(inspector.ask('panel/setSessionHeader', { name, value })),
    reset: () => void follow(inspector.ask('panel/resetSessionSettings', {})),
  };
}
