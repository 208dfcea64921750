import { defineConfig } from 'drizzle-kit';

// Migrations are written by hand (policies and grants beside their table); drizzle-kit only compares and shows them.
export default defineConfig({ dialect: 'postgresql', schema: './src/db/schema/*.ts', out: './migrations' });
