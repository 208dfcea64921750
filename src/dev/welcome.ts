import { type Config, originOf } from '../config.ts';
import { formatReceiptCode } from '../domain/receipts/receiptCode.ts';
import type { DemoChainFacts, DemoFacts } from './demo/demoFacts.ts';

/** The text in the terminal once all parts run; the last line is `ready <origin>`. */
export function welcomeText(
  config: Config,
  demo: DemoFacts | undefined,
  local: { catchesMail: boolean; ksefUrl?: string },
): string {
  return [
    '',
    ...(demo ? demoLines(demo) : linesWithoutDemo(config)),
    ...(local.catchesMail ? [`mails       ${originOf(config, 'mail')}`] : []),
    ...(local.ksefUrl === undefined ? [] : [`KSeF        ${local.ksefUrl}  (invoices for companies at MegaDom)`]),
    `data        ${config.dataDir}`,
    '',
    `ready ${originOf(config)}`,
  ].join('\n');
}

function demoLines(demo: DemoFacts): string[] {
  return [
    ...demo.chains.flatMap(chainLines),
    `operator    ${demo.operator.url}  ${demo.operator.email}  ${demo.operator.password}`,
  ];
}

function chainLines(chain: DemoChainFacts): string[] {
  const [first] = chain.receipts;
  return [
    chain.name,
    `  shop      ${chain.url}`,
    `  receipts  ${chain.url}/demo/receipts`,
    ...(first ? [`  try code  ${formatReceiptCode(first.code)}`] : []),
    `  office    ${chain.url}/office`,
    `  admin     ${chain.admin.email}  ${chain.admin.password}`,
    `  staff     ${chain.staff.email}  ${chain.staff.password}  (store ${chain.staff.store})`,
    `  POS key   ${chain.posKey}`,
    '',
  ];
}

function linesWithoutDemo(config: Config): string[] {
  return config.databaseUrl === undefined
    ? ['The database already holds chains of your own, so no demo was loaded. "npm run reset" begins anew.']
    : ['No demo was loaded, because DATABASE_URL is set. "npm run seed" loads it.'];
}
