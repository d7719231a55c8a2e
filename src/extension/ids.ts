/** Every id that package.json and the code share; a test compares the two. */

export const COMMANDS = {
  inspectServer: 'portcullis.inspectServer',
  startServer: 'portcullis.startServer',
  stopServer: 'portcullis.stopServer',
  restartServer: 'portcullis.restartServer',
  debugServer: 'portcullis.debugServer',
  startAll: 'portcullis.startAllServers',
  stopAll: 'portcullis.stopAllServers',
  showOutput: 'portcullis.showOutput',
  openConfiguration: 'portcullis.openConfiguration',
  addServer: 'portcullis.addServer',
  duplicateServer: 'portcullis.duplicateServer',
  removeServer: 'portcullis.removeServer',
  saveServer: 'portcullis.saveTypedServer',
  copyDiagnosis: 'portcullis.copyDiagnosis',
  manageInputs: 'portcullis.manageInputs',
  clearInputs: 'portcullis.clearInputs',
  forgetTrusted: 'portcullis.forgetTrustedServers',
  signOut: 'portcullis.signOut',
  refresh: 'portcullis.refresh',
  showLog: 'portcullis.showLog',
  openTrafficFile: 'portcullis.openTrafficFile',
  copyConfiguration: 'portcullis.copyConfiguration',
  copyCommandLine: 'portcullis.copyCommandLine',
  copyRelayUrl: 'portcullis.copyRelayUrl',
  groupBySource: 'portcullis.groupBySource',
  showFlat: 'portcullis.showFlat',
  hideServer: 'portcullis.hideServer',
  unhideServer: 'portcullis.unhideServer',
  showHidden: 'portcullis.showHiddenServers',
  concealHidden: 'portcullis.concealHiddenServers',
  watchChat: 'portcullis.watchChat',
  unwatchChat: 'portcullis.unwatchChat',
  watchAllChat: 'portcullis.watchAllChat',
  unwatchAllChat: 'portcullis.unwatchAllChat',
  enableRestartOnSave: 'portcullis.enableRestartOnSave',
  disableRestartOnSave: 'portcullis.disableRestartOnSave',
  inspectFile: 'portcullis.inspectFile',
  createExample: 'portcullis.createExample',
} as const;

/** Commands that views run themselves and that the palette does not list. */
export const INTERNAL_COMMANDS = {
  revealItem: 'portcullis.revealItem',
  applyFix: 'portcullis.applyFix',
  showFileProblem: 'portcullis.showFileProblem',
  showDiagnosis: 'portcullis.showDiagnosis',
  showRequests: 'portcullis.showRequests',
  showBuild: 'portcullis.showBuild',
  showScreen: 'portcullis.showScreen',
  openPlace: 'portcullis.openPlace',
  openKeyed: 'portcullis.openKeyed',
} as const;

export const VIEWS = { servers: 'portcullis.servers' } as const;
/** Of debug sessions of servers, and of their configurations in launch.json. */
export const DEBUG_TYPE = 'portcullis';
export const PANEL_TYPE = 'portcullis.inspector';
/** Of documents that hold what servers' resources hold. */
export const RESOURCE_SCHEME = 'portcullis-resource';
/** Of the JSON schemas of configuration files. */
export const SCHEMA_SCHEME = 'portcullis-schema';

/** What `when` clauses of package.json ask for. */
export const CONTEXT_KEYS = {
  fileIsServer: 'portcullis.fileIsServer',
  /** The tree shows servers below their sources. */
  isGrouped: 'portcullis.isGrouped',
  showsHidden: 'portcullis.showsHidden',
  hasHidden: 'portcullis.hasHidden',
  allHidden: 'portcullis.allHidden',
  hasServers: 'portcullis.hasServers',
  hasBeenReady: 'portcullis.hasBeenReady',
  hasCalled: 'portcullis.hasCalled',
} as const;

/** Below this, settings are named without the section. */
export const SETTINGS_SECTION = 'portcullis';
export const SETTINGS = {
  servers: 'servers',
  sources: 'sources',
  confirmFirstLaunch: 'confirmFirstLaunch',
  proxyPort: 'proxy.port',
  readyTimeout: 'readyTimeout',
  protocolEra: 'protocolEra',
  watchedServers: 'chat.watchedServers',
  restartOnSave: 'restartOnSave',
  restartOnSaveGlobs: 'restartOnSaveGlobs',
  trafficMaxSize: 'traffic.maxSize',
  trafficMaxAge: 'traffic.maxAge',
  codeLens: 'codeLens',
} as const;
