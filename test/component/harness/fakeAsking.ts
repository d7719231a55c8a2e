import type { PanelContract } from '../../../src/shared/contracts/panelContract';
import type {
  LanguageModel,
  ModelAnswer,
  RootsSetting,
  SavedAnswer,
} from '../../../src/shared/model/answering';
import type { PendingRequest } from '../../../src/shared/model/pendingRequest';
import type { TaskRecord } from '../../../src/shared/model/task';
import type {
  NotificationName,
  NotificationParams,
  ParamsOf,
} from '../../../src/shared/rpc/contract';
import type { RequestHandlers } from '../../../src/shared/rpc/peer';

type Tell = <N extends NotificationName<PanelContract>>(
  name: N,
  params: NotificationParams<PanelContract, N>,
) => void;

/** The part of a host that has to do with what a server asks, and with its tasks. */
export abstract class FakeAsking {
  requests: PendingRequest[] = [];
  tasks: TaskRecord[] = [];
  models: LanguageModel[] = [];
  /** What a model says; a promise keeps it thinking. */
  modelAnswer: () => ModelAnswer | Promise<ModelAnswer> = () => ({ parts: [] });
  savedAnswers: SavedAnswer[] = [];
  roots: RootsSetting = { roots: [{ uri: 'file:///home/ada/work', name: 'work' }], isOwn: false };

  protected abstract tell: Tell;

  setRequest(record: PendingRequest): void {
    this.requests = [...this.requests.filter(({ id }) => id !== record.id), record];
    this.tell('inspector/pendingRequestChanged', record);
  }

  setTask(record: TaskRecord): void {
    this.tasks = [...this.tasks.filter(({ id }) => id !== record.id), record];
    this.tell('inspector/taskChanged', record);
  }

  protected askingHandlers() {
    const saved = (method: string) => this.savedAnswers.filter((one) => one.method === method);
    return {
      'inspector/pendingRequests': ({ sessionId = 'session-1' }) =>
        this.requests.filter((one) => one.sessionId === sessionId),
      'inspector/retry': () => null,
      'inspector/answer': ({ requestId, answer }) => this.#answered(requestId, answer),
      'inspector/tasks': ({ sessionId = 'session-1' }) =>
        this.tasks.filter((one) => one.sessionId === sessionId),
      'inspector/refreshTasks': () => this.tasks,
      'inspector/cancelTask': () => null,
      'panel/languageModels': () => this.models,
      'panel/askLanguageModel': () => this.modelAnswer(),
      'panel/stopLanguageModel': () => null,
      'panel/savedAnswers': ({ method }) => saved(method),
      'panel/saveAnswer': ({ method, name, result }) => {
        this.savedAnswers = [
          ...this.savedAnswers.filter((one) => one.name !== name),
          { method, name, result },
        ];
        return saved(method);
      },
      'panel/removeAnswer': ({ method, name }) => {
        this.savedAnswers = this.savedAnswers.filter((one) => one.name !== name);
        return saved(method);
      },
      'panel/roots': () => this.roots,
      'panel/setRoots': ({ roots }) => {
        this.roots = roots
          ? { roots: roots as RootsSetting['roots'], isOwn: true }
          : { roots: [], isOwn: false };
        return this.roots;
      },
      'panel/pickFolders': () => [{ uri: 'file:///home/ada/other', name: 'other' }],
    } satisfies Partial<RequestHandlers<PanelContract>>;
  }

  /** As the proxy does: a refusal is told by its status. */
  #answered(id: string, answer: ParamsOf<PanelContract, 'inspector/answer'>['answer']): null {
    const request = this.requests.find((one) => one.id === id);
    if (request?.status !== 'pending') throw new Error('The request waits for no answer.');
    const status = { decline: 'declined', cancel: 'cancelled' } as const;
    this.setRequest({
      ...request,
      endedAt: Date.now(),
      ...('action' in answer ? { status: status[answer.action] } : { status: 'answered', answer }),
    } as PendingRequest);
    return null;
  }
}
