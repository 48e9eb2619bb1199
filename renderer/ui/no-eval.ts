// The content policy forbids making code from text. zod would try it once and leave a violation in the console:
// this must be the first import of an entry, before any schema is built.
import { z } from 'zod';

z.config({ jitless: true });
