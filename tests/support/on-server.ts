// In each test file of the project 'server', before anything else: the central office stands on that server.
import { inject } from 'vitest';

process.env.TECZKA_TEST_POSTGRES = inject('postgresUrl');
