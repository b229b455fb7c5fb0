export { FormatError } from './format/formatError.js';
export { readSafetensors, SafetensorsFile, writeSafetensors } from './format/safetensors.js';
