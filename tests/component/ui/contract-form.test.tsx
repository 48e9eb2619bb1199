import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import { Button } from '../../../renderer/ui/button.tsx';
import { ContractFormView, FormField, useContractForm } from '../../../renderer/ui/contract-form.tsx';
import { DateField } from '../../../renderer/ui/date-field.tsx';
import { MoneyField } from '../../../renderer/ui/number-field.tsx';
import { TextField } from '../../../renderer/ui/text-field.tsx';

const schema = z.strictObject({
  name: z.string().trim().min(1).max(10),
  inner: z.strictObject({ day: z.iso.date() }),
  amountGrosze: z.int().min(100),
});

function Form({ onSubmit }: { readonly onSubmit: (values: z.output<typeof schema>) => unknown }) {
  const form = useContractForm(schema, { defaultValues: { name: '' } });
  return (
    <ContractFormView form={form} onSubmit={onSubmit}>
      <FormField form={form} name="name" label="Nazwa">
        {(field) => <TextField {...field} />}
      </FormField>
      <FormField form={form} name="inner.day" label="Dzień">
        {(field) => <DateField {...field} />}
      </FormField>
      <FormField form={form} name="amountGrosze" label="Kwota">
        {(field) => <MoneyField {...field} />}
      </FormField>
      <Button type="submit">Zapisz</Button>
    </ContractFormView>
  );
}

function show() {
  const onSubmit = vi.fn();
  render(<Form onSubmit={onSubmit} />);
  return { onSubmit, user: userEvent.setup() };
}

test('what was refused stands in a summary that leads to the field', async () => {
  const { onSubmit, user } = show();
  await user.click(screen.getByRole('button', { name: 'Zapisz' }));
  expect(await screen.findByRole('heading', { name: '3 pola wymagają poprawy' })).toBeDefined();
  expect(onSubmit).not.toHaveBeenCalled();
  await user.click(screen.getByRole('link', { name: 'Dzień: Uzupełnij to pole.' }));
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Dzień' }));
});

test('the summary takes the focus, so that a screen reader begins there', async () => {
  const { user } = show();
  await user.click(screen.getByRole('button', { name: 'Zapisz' }));
  const summary = await screen.findByRole('alert');
  await waitFor(() => expect(document.activeElement).toBe(summary));
});

test('a field is checked when it is left, in words that say how to mend it', async () => {
  const { user } = show();
  await user.type(screen.getByRole('textbox', { name: 'Nazwa' }), 'zdecydowanie za długa');
  expect(screen.queryByText(/Skróć/)).toBeNull();
  await user.tab();
  expect(await screen.findByText('Skróć do 10 znaków.')).toBeDefined();
  expect(screen.queryByRole('alert')).toBeNull();
});

test('Enter saves what was typed last, though no field was left', async () => {
  const { onSubmit, user } = show();
  await user.type(screen.getByRole('textbox', { name: 'Nazwa' }), ' Łąka ');
  await user.type(screen.getByRole('textbox', { name: 'Kwota' }), '1 234,50 zł');
  await user.type(screen.getByRole('textbox', { name: 'Dzień' }), '5.11.2026{Enter}');
  await vi.waitFor(() => expect(onSubmit).toHaveBeenCalledOnce());
  expect(onSubmit.mock.calls[0]?.[0]).toEqual({ name: 'Łąka', inner: { day: '2026-11-05' }, amountGrosze: 123450 });
});

test('an impossible date never passes and never disappears', async () => {
  const { onSubmit, user } = show();
  await user.type(screen.getByRole('textbox', { name: 'Nazwa' }), 'Łąka');
  await user.type(screen.getByRole('textbox', { name: 'Kwota' }), '10');
  await user.type(screen.getByRole('textbox', { name: 'Dzień' }), '31.02.2026{Enter}');
  expect(await screen.findByRole('heading', { name: 'Jedno pole wymaga poprawy' })).toBeDefined();
  expect(onSubmit).not.toHaveBeenCalled();
  expect(screen.getByRole('textbox', { name: 'Dzień' })).toHaveProperty('value', '31.02.2026');
});

test('two presses before the answer send once', async () => {
  const gate = Promise.withResolvers<void>();
  const onSubmit = vi.fn(() => gate.promise);
  render(<Form onSubmit={onSubmit} />);
  const user = userEvent.setup();
  await user.type(screen.getByRole('textbox', { name: 'Nazwa' }), 'Łąka');
  await user.type(screen.getByRole('textbox', { name: 'Kwota' }), '10');
  await user.type(screen.getByRole('textbox', { name: 'Dzień' }), '5.11.2026{Enter}{Enter}');
  await vi.waitFor(() => expect(onSubmit).toHaveBeenCalled());
  await user.keyboard('{Enter}');
  gate.resolve();
  expect(onSubmit).toHaveBeenCalledOnce();
});

function DialogForm({ onSubmit }: { readonly onSubmit: (values: unknown) => void }) {
  const form = useContractForm(schema.pick({ name: true, amountGrosze: true }), { defaultValues: { name: '' } });
  return (
    <>
      <ContractFormView form={form} onSubmit={onSubmit}>
        <FormField form={form} name="name" label="Nazwa">
          {(field) => <TextField {...field} />}
        </FormField>
        <FormField form={form} name="amountGrosze" label="Kwota">
          {(field) => <MoneyField {...field} />}
        </FormField>
      </ContractFormView>
      <Button onPress={() => void form.handleSubmit(onSubmit)()}>Zapisz</Button>
    </>
  );
}

test('Enter saves where the button stands outside the form, as in a dialog', async () => {
  const onSubmit = vi.fn();
  render(<DialogForm onSubmit={onSubmit} />);
  const user = userEvent.setup();
  await user.type(screen.getByRole('textbox', { name: 'Kwota' }), '10');
  await user.type(screen.getByRole('textbox', { name: 'Nazwa' }), 'Łąka{Enter}');
  await vi.waitFor(() => expect(onSubmit).toHaveBeenCalledOnce());
});
