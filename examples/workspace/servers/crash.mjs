// Crashes while it boots, as a server does whose configuration is not what it expects.
const configuration = { database: undefined };

function connect(database) {
  return database.url.toString();
}

console.error('Starting the orders server…');
connect(configuration.database);
