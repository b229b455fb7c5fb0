export { ArgumentError, type Facts, NablaError } from './errors.js';
