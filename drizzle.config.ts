import { defineConfig } from 'drizzle-kit';

// Migrations are written by hand (policies and grants stand beside their table); drizzle-kit only compares and shows.
export default defineConfig({ dialect: 'postgresql', schema: './src/db/schema/*.ts', out: './migrations' });
