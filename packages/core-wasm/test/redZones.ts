// Set-up of the "red zones" project: every test of the face once more, with memory in which a write past an end shows.
import { setRedZone } from '../src/faults.js';

setRedZone(64);
