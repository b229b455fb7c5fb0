// The module of a worker that trains networks.
import { serveFit } from '../../src/index.js';

serveFit();
