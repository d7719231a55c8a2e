import { useState } from 'react';
import type { PendingRequest, RequestAnswer } from '../../../shared/model/pendingRequest';
import { useInspector } from '../../app/InspectorContext';

type Answer = RequestAnswer | { readonly action: 'decline' | 'cancel' };

/** Answers a request once. What goes wrong stands in the problem line, and it can be answered again. */
export function useAnswer(request: PendingRequest): {
  answer: (answer: Answer) => void;
  busy: boolean;
} {
  const inspector = useInspector();
  const [busy, setBusy] = useState(false);
  const send = async (answer: Answer) => {
    setBusy(true);
    const { serverId, sessionId, id: requestId } = request;
    await inspector.act('inspector/answer', { serverId, sessionId, requestId, answer });
    setBusy(false);
  };
  return { busy, answer: (answer) => void (busy || send(answer)) };
}
