using FundLedger.Ledger;

namespace FundLedger.Banking.Accounts;

/// <summary>What is to be other than it is; null leaves it.</summary>
/// <param name="IsOpen">A closed account takes no statements.</param>
public sealed record BankAccountChange(string Account, Bilingual? Name = null, string? BankName = null, string? NumberTail = null, UnmatchedCredit? Unmatched = null, string? Fund = null, string? Source = null, bool? IsOpen = null);

public sealed record BankAccountChanged(string Account);

/// <summary>Changes what an account is called, what becomes of money that nobody knows, or whether it is in use.</summary>
public sealed class ChangeBankAccount(Database database)
{
    private static readonly SqlFile Update = new("banking/update_account");

    public Task<Outcome<BankAccountChanged>> RunAsync(Asked asked, BankAccountChange change, CancellationToken stop = default) => database.WriteAsync<BankAccountChanged>(
        asked.For("change-bank-account", OperationField.Of("account", change.Account), OperationField.Of("name", change.Name?.Zh), OperationField.Of("name-en", change.Name?.En), OperationField.Of("bank", change.BankName),
            OperationField.Of("tail", change.NumberTail is { } number ? CreateBankAccount.TailOf(number) : null), OperationField.Of("unmatched", change.Unmatched?.ToString()), OperationField.Of("fund", change.Fund),
            OperationField.Of("source", change.Source), OperationField.Of("open", change.IsOpen?.ToString())),
        async tx =>
        {
            if (!(await BankBook.OfAsync(tx)).Find(change.Account).IsDone(out var account, out var refusal)) return refusal;
            var unmatched = change.Unmatched ?? account.Unmatched;
            var name = change.Name ?? account.Name;
            if (CreateBankAccount.RefusalForTexts(new NewBankAccount(null, account.Code, name, change.BankName ?? "")) is { } badText) return badText;
            if (!(await CreateBankAccount.TermsAsync(tx, account.Entity, account.Currency, unmatched, change.Fund ?? account.Fund?.Code, change.Source ?? account.Source?.Code)).IsDone(out var terms, out refusal)) return refusal;
            await tx.ExecuteAsync(Update, new
            {
                bank_account_id = account.Id, name_zh = name.Zh.Trim(), name_en = name.En.Trim(), bank_name = (change.BankName ?? account.BankName).Trim(),
                number_tail = change.NumberTail is { } tail ? CreateBankAccount.TailOf(tail) : account.NumberTail, unmatched = StoredWords.Word(unmatched), fund_id = terms.Fund?.Id, source_id = terms.Source?.Id,
                status = change.IsOpen ?? account.IsOpen ? "open" : "closed",
            });
            return new BankAccountChanged(account.Code);
        }, stop);
}
