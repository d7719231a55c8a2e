// Which packages are in the bundles, and under what licence.

import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from './paths.mjs';

const ALLOWED = [
  ...['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'Apache-2.0', 'MPL-2.0'],
  ...['BlueOak-1.0.0', 'Unlicense', 'CC0-1.0'],
  // The icons of VS Code.
  'CC-BY-4.0',
];
/** Packages of which files are copied beside the bundles. */
const COPIED = ['node_modules/@vscode/codicons'];
const LICENCE_FILE = /^(licen[cs]e|copying|notice|third-?party)/i;

/**
 * @typedef {object} BundledPackage
 * @property {string} name
 * @property {string} version
 * @property {string} licence an SPDX expression
 * @property {string} text of its licence and notice files
 */

/**
 * @param {import('esbuild').Metafile[]} metafiles with paths relative to the repository's root
 * @returns {Promise<BundledPackage[]>} by name and version
 * @throws when a licence is not one that we accept, or its text is missing
 */
export async function bundledPackages(metafiles) {
  const inputs = metafiles.flatMap(({ outputs }) =>
    Object.values(outputs).flatMap((output) => Object.keys(output.inputs)),
  );
  const folders = new Set([...inputs.flatMap((input) => packageFolder(input) ?? []), ...COPIED]);
  const packages = await Promise.all([...folders].map(readPackage));
  const problems = packages.flatMap(problemOf);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  /** @param {BundledPackage} one */
  const key = ({ name, version }) => `${name}@${version}`;
  const byKey = new Map(packages.map((one) => [key(one), one]));
  return [...byKey.values()].sort((a, b) => key(a).localeCompare(key(b), 'en'));
}

/**
 * @param {string} input path of a bundled file
 * @returns {string | undefined} the folder of its package; none for a file of our own
 */
function packageFolder(input) {
  return /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];
}

/**
 * @param {string} folder
 * @returns {Promise<BundledPackage>}
 */
async function readPackage(folder) {
  const absolute = path.join(root, folder);
  const manifest = JSON.parse(await readFile(path.join(absolute, 'package.json'), 'utf8'));
  const files = (await readdir(absolute)).filter((file) => LICENCE_FILE.test(file)).sort();
  const texts = files.map((file) => readFile(path.join(absolute, file), 'utf8'));
  const text = (await Promise.all(texts)).map((one) => one.trim()).join('\n\n');
  const licence = manifest.license?.type ?? manifest.license ?? '';
  return {
    name: manifest.name,
    version: manifest.version,
    licence,
    text: text || (await standardText(licence, manifest.author)),
  };
}

/**
 * Some packages name the MIT licence without holding its text. Ours is the same but for the holder.
 * @param {string} licence
 * @param {string | { name: string } | undefined} author
 */
async function standardText(licence, author) {
  if (licence !== 'MIT' || !author) return '';
  const holder = typeof author === 'string' ? author : author.name;
  const own = await readFile(path.join(root, 'LICENSE'), 'utf8');
  return own.trim().replace(/^Copyright .*$/m, `Copyright (c) ${holder}`);
}

/** @param {BundledPackage} one @returns {string[]} */
function problemOf({ name, version, licence, text }) {
  const who = `${name}@${version}`;
  const alternatives = licence.replace(/[()]/g, '').split(/\s+OR\s+/);
  const accepted = alternatives.some((all) =>
    all.split(/\s+AND\s+/).every((id) => ALLOWED.includes(id)),
  );
  if (!accepted) return [`${who} is under "${licence}", which is not a licence that we accept.`];
  return text === '' ? [`${who} holds no text of its licence.`] : [];
}

/**
 * @param {BundledPackage[]} packages
 * @returns {string} what ThirdPartyNotices.txt says
 */
export function noticesText(packages) {
  const line = '-'.repeat(80);
  const entries = packages.map(({ name, version, licence, text }) =>
    [line, `${name} ${version} (${licence})`, line, '', text, ''].join('\n'),
  );
  const head = 'Portcullis contains the following packages, each under its own licence.\n';
  return [head, ...entries].join('\n');
}
