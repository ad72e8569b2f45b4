import type { MigrationStatements } from '../migration.ts';

/** Events that others are to be told of, who subscribes to them, and what became of each delivery. */
export const webhooks: MigrationStatements = (dialect) => {
  const { key, text, integer, flag } = dialect.columnTypes;
  const table = (name: string, columns: string) =>
    `create table ${name} (${columns}) ${dialect.tableOptions}`;
  const number =
    dialect.name === 'sqlite'
      ? 'number integer primary key'
      : 'number bigint generated always as identity primary key';
  return [
    table('webhook_pending', `${number}, events ${text} not null`),
    table(
      'webhook',
      `webhook_id ${key} primary key,
       owner ${key} not null,
       label ${text} not null,
       url ${text} not null,
       event_types ${text} not null,
       enabled ${flag} not null,
       secret ${key} not null,
       previous_secret ${key},
       previous_until_ms ${integer},
       failing_since_ms ${integer},
       hold_until_ms ${integer},
       disabled_reason ${key},
       disabled_at ${key},
       created_at ${key} not null`,
    ),
    'create index webhook_by_owner on webhook (owner, webhook_id)',
    table(
      'webhook_event',
      `event_id ${key} primary key,
       type ${key} not null,
       payload ${text} not null,
       created_ms ${integer} not null`,
    ),
    'create index webhook_event_by_age on webhook_event (created_ms)',
    table(
      'webhook_delivery',
      `delivery_id ${key} primary key,
       webhook_id ${key} not null references webhook,
       event_id ${key} not null references webhook_event,
       type ${key} not null,
       state ${key} not null,
       created_ms ${integer} not null,
       tries ${integer} not null,
       due_ms ${integer} not null,
       lease ${key},
       settled_at ${key},
       attempts ${text} not null`,
    ),
    `create index webhook_delivery_due on webhook_delivery (webhook_id, due_ms)
      where state = 'pending'`,
    'create index webhook_delivery_by_webhook on webhook_delivery (webhook_id, created_ms, delivery_id)',
    `create index webhook_delivery_by_state
      on webhook_delivery (webhook_id, state, created_ms, delivery_id)`,
    'create index webhook_delivery_by_age on webhook_delivery (created_ms)',
    'create index webhook_delivery_by_event on webhook_delivery (event_id)',
  ];
};
