// Imports a package that is not installed.
import 'mcp-weather-toolkit';
