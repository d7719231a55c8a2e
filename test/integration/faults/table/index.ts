import type { Fault } from '../fault';
import { commandFaults } from './command';
import { configFaults } from './config';
import { httpFaults } from './http';
import { mcpFaults } from './mcp';
import { networkFaults } from './network';
import { packageFaults } from './packages';
import { portFaults } from './port';
import { processFaults } from './process';
import { runFaults } from './run';
import { tlsFaults } from './tls';

/** Every way to fail that can be produced, in the order of the codes. */
export const FAULTS: readonly Fault[] = [
  ...configFaults,
  ...commandFaults,
  ...packageFaults,
  ...processFaults,
  ...portFaults,
  ...networkFaults,
  ...tlsFaults,
  ...httpFaults,
  ...mcpFaults,
  ...runFaults,
];

/** Codes that no fault produces, and why. */
export const NOT_PRODUCED: Readonly<Record<string, string>> = {
  'proxy.crashed': 'tests of the extension host',
  'config.denied-by-policy': 'a journey: only VS Code has policies',
  unknown: 'unit test only',
};
