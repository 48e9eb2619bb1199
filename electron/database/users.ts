// Who works in the office. Their keys are in the key ring; here stands what they may do.
import type { User } from '../../shared/contract/office.ts';
import type { SignedInUser } from '../../shared/contract/session.ts';
import type { Role } from '../../shared/domain/vocabulary.ts';
import type { ReadDatabase, WriteDatabase } from './connection.ts';

type UserColumns = Omit<User, 'roles' | 'active'> & { readonly roles: string; readonly active: number };

const columns = 'id, login, display_name AS displayName, roles, active, created_at AS createdAt, version';

export function listUsers(db: ReadDatabase): User[] {
  return db.all<UserColumns>(`SELECT ${columns} FROM user ORDER BY login`).map(toUser);
}

export function findUser(db: ReadDatabase, id: string): User | undefined {
  const row = db.get<UserColumns>(`SELECT ${columns} FROM user WHERE id = :id`, { id });
  return row && toUser(row);
}

export function findUserByLogin(db: ReadDatabase, login: string): User | undefined {
  const row = db.get<UserColumns>(`SELECT ${columns} FROM user WHERE login = :login`, { login });
  return row && toUser(row);
}

/** The user, unless unknown or no longer active. */
export function findActiveUser(db: ReadDatabase, id: string): SignedInUser | undefined {
  const user = findUser(db, id);
  return user?.active ? toSignedInUser(user) : undefined;
}

export function toSignedInUser({ id, login, displayName, roles }: User): SignedInUser {
  return { id, login, displayName, roles };
}

export type NewUser = {
  readonly id: string;
  readonly login: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  readonly createdAt: string;
  readonly device: string;
};

export function insertUser(db: WriteDatabase, { roles, ...user }: NewUser): void {
  db.run(
    `INSERT INTO user (id, login, display_name, roles, active, created_at, version, device)
     VALUES (:id, :login, :displayName, :roles, 1, :createdAt, 1, :device)`,
    { ...user, roles: JSON.stringify(roles) },
  );
}

export type UserChange = {
  readonly id: string;
  readonly seenVersion: number;
  readonly displayName: string;
  readonly roles: readonly Role[];
  readonly active: boolean;
  readonly device: string;
};

/** False when the row has moved on since the writer saw it. */
export function updateUser(db: WriteDatabase, { roles, active, ...change }: UserChange): boolean {
  return (
    db.run(
      `UPDATE user SET display_name = :displayName, roles = :roles, active = :active, version = version + 1,
         device = :device
       WHERE id = :id AND version = :seenVersion`,
      { ...change, roles: JSON.stringify(roles), active: active ? 1 : 0 },
    ) === 1
  );
}

export function countActiveAdministrators(db: ReadDatabase): number {
  return listUsers(db).filter((user) => user.active && user.roles.includes('administrator')).length;
}

/** The database keeps roles as the JSON that insertUser and updateUser wrote from Role values. */
function toUser({ roles, active, ...rest }: UserColumns): User {
  return { ...rest, roles: JSON.parse(roles) as Role[], active: active === 1 };
}
