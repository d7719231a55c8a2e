// Loaded into the suite: where it writes a request byte for byte it leaves the query of the server's URL away,
// and with it the token of the relay. Puts it back.

import http from 'node:http';
import { syncBuiltinESMExports } from 'node:module';

const { pathname, search } = new URL(process.env.SERVER_URL ?? '');
const { request } = http;

/** @param {string | URL | http.RequestOptions} target */
function withQuery(target) {
  if (typeof target === 'string' || target instanceof URL || target.path !== pathname)
    return target;
  return { ...target, path: pathname + search };
}

http.request = (/** @type {unknown[]} */ ...[target, ...rest]) => {
  const known = /** @type {string | URL | http.RequestOptions} */ (target);
  return Reflect.apply(request, http, [withQuery(known), ...rest]);
};
syncBuiltinESMExports();
