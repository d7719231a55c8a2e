import { t } from '@vscode/l10n';
import type { SessionSummary } from '../../../shared/model/session';
import type { ServerSnapshot } from '../../../shared/model/state';
import { ExternalLink } from '../../components/ExternalLink';
import { Markdown } from '../../components/Markdown';
import { Section } from '../../components/Section';
import { capabilityWords } from './capabilityWords';
import { Environment } from './Environment';
import { Fact } from './Fact';
import { ProcessFacts } from './ProcessFacts';
import { protocolWords } from './protocolWords';
import { SessionControls } from './SessionControls';

/** Who the server says it is, and what it says it can do. */
export function Identity({ server }: { server: ServerSnapshot }) {
  const { session } = server;
  if (!session) return null;
  return (
    <>
      <Card session={session} />
      <Facts server={server} session={session} />
      <SessionControls server={server} session={session} />
      <Capabilities session={session} />
      {session.instructions !== undefined && (
        <Section name="instructions" title={t('Instructions')}>
          <Markdown text={session.instructions} />
        </Section>
      )}
      <ProcessFacts server={server} />
      <Environment launchId={server.launch?.id} />
    </>
  );
}

function Card({ session }: { session: SessionSummary }) {
  const info = session.serverInfo;
  const icon = info.icons?.find((one) => one.src.startsWith('data:image/'));
  return (
    <div className="identity">
      {icon && <img className="identity-icon" src={icon.src} alt="" />}
      <div>
        <h2 className="page-title">{info.title ?? info.name}</h2>
        {info.description !== undefined && <p className="identity-text">{info.description}</p>}
      </div>
    </div>
  );
}

function Facts({ server, session }: { server: ServerSnapshot; session: SessionSummary }) {
  const info = session.serverInfo;
  return (
    <dl className="facts-list">
      <Fact label={t('Name')}>
        <code>{info.name}</code>
      </Fact>
      <Fact label={t('Version')}>{info.version}</Fact>
      {info.websiteUrl !== undefined && (
        <Fact label={t('Website')}>
          <ExternalLink href={info.websiteUrl}>{info.websiteUrl}</ExternalLink>
        </Fact>
      )}
      <Fact label={t('Protocol')}>{protocolWords(session)}</Fact>
      {server.url !== undefined && (
        <Fact label={t('URL')}>
          <code>{server.url}</code>
        </Fact>
      )}
    </dl>
  );
}

function Capabilities({ session }: { session: SessionSummary }) {
  const words = capabilityWords(session.capabilities);
  return (
    <Section name="capabilities" title={t('Capabilities')}>
      {words.length === 0 ? (
        <p className="muted">{t('The server declares none.')}</p>
      ) : (
        <ul className="capabilities">
          {words.map(({ name, text }) => (
            <li key={name}>
              <span className="capability">{name}</span> <span className="muted">{text}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
