import { GUARDIAN_ARGUMENT } from './process/guardianClient';
import { useWords } from './useWords';

// Imported when it is known what this process is to be: a guardian must stay small.
if (process.argv.includes(GUARDIAN_ARGUMENT)) {
  void import('./process/guardian').then(({ runGuardian }) =>
    // Whatever became of it, there is nothing left to wait for.
    runGuardian(process.stdin).finally(() => process.exit()),
  );
} else {
  useWords(process.argv);
  void import('./mainProxy').then(({ runProxy }) => runProxy());
}
