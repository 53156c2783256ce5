using FundLedger.Ledger;

namespace FundLedger.Banking.Accounts;

public sealed record MainAccountFound(string Account, bool IsNew, IReadOnlyList<string> Funds);

/// <summary>The account a fund's money lies in; made, or told, on first use.</summary>
/// <remarks>An entity normally has one account for all its funds: where it has exactly one in the fund's currency, that is the fund's too; where it has none, one is made for all funds that have none.</remarks>
public sealed class MainAccount(Database database)
{
    public Task<Outcome<MainAccountFound>> EnsureAsync(Asked asked, string fundCode, CancellationToken stop = default) => database.WriteAsync<MainAccountFound>(
        asked.For("main-bank-account", OperationField.Of("fund", fundCode)),
        async tx =>
        {
            var books = await Books.OfAsync(tx);
            if (!books.Fund(fundCode).IsDone(out var fund, out var refusal)) return refusal;
            var bank = await BankBook.LoadAsync(tx, books);
            if (bank.AccountOf(fund, BankAccountKind.Bank, tx.Today) is { } known) return new MainAccountFound(known.Code, IsNew: false, []);

            var entity = books.Entity(fund.EntityId);
            var candidates = bank.Accounts.Where(account => account is { IsOpen: true, Kind: BankAccountKind.Bank } && account.Entity.Id == entity.Id && account.Currency == fund.Currency).ToList();
            if (candidates.Count > 1)
                return Refusal.Of("main-account-ambiguous", "fund",
                    $"基金 {fundCode} 没有登记账户，而会计主体 {entity.Code} 有多个账户。请用 bank account assign 登记，或用 --account 指定。",
                    $"It was not told where the money of fund {fundCode} lies, and entity {entity.Code} has several accounts. Tell it with 'bank account assign', or name the account with --account.");
            if (candidates is [var only])
            {
                if (await AssignFund.RefusalForAsync(tx, bank, only, fund, BankBook.Beginning) is { } notServed) return notServed;
                await AssignFund.InsertAsync(tx, only, fund, BankBook.Beginning);
                return new MainAccountFound(only.Code, IsNew: false, [fund.Code]);
            }

            var without = books.Funds.Where(other => other.EntityId == entity.Id && other.Currency == fund.Currency && bank.AccountOf(other, BankAccountKind.Bank, tx.Today) is null);
            var code = CodeFor(bank, fund.Currency);
            return (await CreateBankAccount.RunAsync(tx, new NewBankAccount(entity.Code, code, new($"银行账户（{fund.Currency}）", $"Bank account ({fund.Currency})"), Currency: fund.Currency, Funds: [.. without.Select(other => other.Code)])))
                .IsDone(out var made, out refusal) ? new MainAccountFound(made.Account, IsNew: true, made.Funds) : refusal;
        }, stop);

    private static string CodeFor(BankBook bank, Currency currency)
    {
        var code = $"BANK-{currency}";
        for (var i = 2; bank.Accounts.Any(account => account.Code == code); i++) code = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"BANK-{currency}-{i}");
        return code;
    }
}
