import type { ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import { type Role, roles } from '../../../shared/domain/vocabulary.ts';
import { CheckboxGroup } from '../../ui/choices.tsx';

type RoleChoicesProps = Omit<ComponentProps<typeof CheckboxGroup<Role>>, 'options' | 'hint'>;

/** The roles, each with what it may do. */
export function RoleChoices(field: RoleChoicesProps) {
  const { t } = useTranslation(['office', 'vocabulary']);
  return (
    <CheckboxGroup
      {...field}
      hint={t('office:users.rolesHint')}
      options={roles.map((role) => ({
        value: role,
        label: t(`vocabulary:role.${role}`),
        note: t(`office:users.role.${role}`),
      }))}
    />
  );
}
