import { t } from '@vscode/l10n';
import type { StreamNews } from '../transport/streamWatch';
import type { SessionLog } from './sessionLog';

/** Says in the log what becomes of the stream on which the server speaks by itself. */
export function noteStream(news: StreamNews, log: SessionLog): void {
  switch (news.kind) {
    case 'broken':
      log.note('warning', t('The stream of the server’s own messages broke ({0}).', news.message));
      break;
    case 'restored':
      log.note('notice', t('The stream of the server’s own messages is open again.'));
      break;
    case 'givenUp':
      log.note(
        'error',
        t(
          'The stream of the server’s own messages could not be opened again. It is tried once more when the server next answers.',
        ),
      );
  }
}
