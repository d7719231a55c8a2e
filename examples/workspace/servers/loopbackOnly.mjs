// server-everything listens on every interface and has no option for it; an example should not.
import { Server } from 'node:net';

const listen = Server.prototype.listen;
Server.prototype.listen = function listenOnLoopback(port, ...rest) {
  return typeof port === 'object' || typeof rest[0] === 'string'
    ? listen.call(this, port, ...rest)
    : listen.call(this, Number(port), '127.0.0.1', ...rest);
};
