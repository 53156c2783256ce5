using FundLedger.Ledger;

namespace FundLedger.Banking.Accounts;

/// <param name="Entity">Code; null for the only one.</param>
/// <param name="NumberTail">Only the last four digits of a longer number are kept.</param>
/// <param name="Currency">Null for the entity's.</param>
/// <param name="Opening">What it held before its first line; null when the statements say it.</param>
/// <param name="Fund">Of money that nobody knows, and the only fund of a dedicated account; null when it must be said.</param>
/// <param name="Source">Of gifts booked by themselves; null for plain donations.</param>
/// <param name="Funds">Codes of the funds whose money lies in it from the beginning; those that lie elsewhere are assigned by <see cref="AssignFund"/>.</param>
public sealed record NewBankAccount(
    string? Entity, string Code, Bilingual Name, string BankName = "", string NumberTail = "", Currency? Currency = null, BankAccountKind Kind = BankAccountKind.Bank,
    DateOnly? OpenedOn = null, Money? Opening = null, UnmatchedCredit Unmatched = UnmatchedCredit.Leave, string? Fund = null, string? Source = null, IReadOnlyList<string>? Funds = null);

public sealed record BankAccountCreated(string Account, IReadOnlyList<string> Funds);

/// <summary>Opens an account of an entity.</summary>
public sealed class CreateBankAccount(Database database)
{
    private const int DigitsKept = 4;

    private static readonly SqlFile Insert = new("banking/insert_account");

    public Task<Outcome<BankAccountCreated>> RunAsync(Asked asked, NewBankAccount account, CancellationToken stop = default) => database.WriteAsync<BankAccountCreated>(
        asked.For("create-bank-account", OperationField.Of("entity", account.Entity), OperationField.Of("code", account.Code), OperationField.Of("name", $"{account.Name.Zh} {account.Name.En}"),
            OperationField.Of("bank", account.BankName), OperationField.Of("tail", TailOf(account.NumberTail)), OperationField.Of("currency", account.Currency?.Code), OperationField.Of("kind", account.Kind.ToString()),
            OperationField.Of("opened", account.OpenedOn?.ToIso()), OperationField.Of("opening", account.Opening?.ToString()), OperationField.Of("unmatched", account.Unmatched.ToString()),
            OperationField.Of("fund", account.Fund), OperationField.Of("source", account.Source), OperationField.Of("funds", string.Join(' ', account.Funds ?? []))),
        tx => RunAsync(tx, account), stop);

    internal static async Task<Outcome<BankAccountCreated>> RunAsync(LedgerTransaction tx, NewBankAccount account)
    {
        var books = await Books.OfAsync(tx);
        if (!books.EntityOrOnly(account.Entity).IsDone(out var entity, out var refusal)) return refusal;
        if (RefusalForTexts(account) is { } badText) return badText;
        if (account.Code == "new") return Refusal.Of("bank-account-code", "code", "请换一个代码。", "Use another code."); // the site's address /bank/new is another page
        var bank = await BankBook.LoadAsync(tx, books);
        if (bank.Accounts.Any(known => known.Code == account.Code))
            return Refusal.Of("bank-account-exists", "code", $"已有银行账户“{account.Code}”。请换一个代码。", $"There is a bank account '{account.Code}' already. Use another code.");
        var currency = account.Currency ?? entity.Currency;
        if (!(await TermsAsync(tx, entity, currency, account.Unmatched, account.Fund, account.Source)).IsDone(out var terms, out refusal)) return refusal;
        if (account.Opening is { } opening && opening.Currency != currency)
            return Refusal.Of("currency", "opening", $"账户以 {currency} 计，期初余额却是 {opening.Currency}。", $"The account is in {currency}; the opening balance is in {opening.Currency}.");

        var id = await tx.SingleAsync<long>(Insert, new
        {
            entity_id = entity.Id, code = account.Code, name_zh = account.Name.Zh.Trim(), name_en = account.Name.En.Trim(), bank_name = account.BankName.Trim(), number_tail = TailOf(account.NumberTail),
            currency = currency.Code, kind = StoredWords.Word(account.Kind), opened_on = (account.OpenedOn ?? tx.Today).ToIso(), opening_minor = account.Opening?.MinorUnits,
            unmatched = StoredWords.Word(account.Unmatched), fund_id = terms.Fund?.Id, source_id = terms.Source?.Id,
        });
        bank = await BankBook.LoadAsync(tx, books);
        var served = new List<string>();
        foreach (var code in (account.Funds ?? []).Concat(account.Fund is { } own ? [own] : []).Distinct(StringComparer.Ordinal))
        {
            if (!books.Fund(code, "funds").IsDone(out var fund, out refusal)) return refusal;
            if (code == account.Fund && bank.AccountOf(fund, account.Kind, tx.Today) is not null && account.Funds?.Contains(code) != true) continue;
            if (await AssignFund.RefusalForAsync(tx, bank, bank.Account(id), fund, BankBook.Beginning) is { } notServed) return notServed;
            await AssignFund.InsertAsync(tx, bank.Account(id), fund, BankBook.Beginning);
            served.Add(code);
        }

        return new BankAccountCreated(account.Code, served);
    }

    internal static async Task<Outcome<(Fund? Fund, Source? Source)>> TermsAsync(LedgerTransaction tx, Entity entity, Currency currency, UnmatchedCredit unmatched, string? fundCode, string? sourceCode)
    {
        var books = await Books.OfAsync(tx);
        Fund? fund = null;
        Source? source = null;
        Refusal? refusal;
        if (fundCode is not null && !books.Fund(fundCode).IsDone(out fund, out refusal)) return refusal;
        if (fund is not null && (fund.EntityId != entity.Id || fund.Currency != currency))
            return Refusal.Of("fund-other-books", "fund", $"基金 {fund.Code} 不属于会计主体 {entity.Code}，或不以 {currency} 记账。", $"Fund {fund.Code} is not of entity {entity.Code}, or not kept in {currency}.");
        if (sourceCode is not null && !books.Source(entity, sourceCode).IsDone(out source, out refusal)) return refusal;
        if (unmatched == UnmatchedCredit.Donation && fund is null)
            return Refusal.Of("fund-missing", "fund", "未匹配的收款要记为捐赠，请说明是哪个基金的捐赠。", "Money that nobody knows is to be booked as gifts: say to which fund.");
        return (fund, source);
    }

    internal static Refusal? RefusalForTexts(NewBankAccount account)
    {
        if (account.Code.Length == 0 || account.Code.Any(char.IsWhiteSpace)) return Refusal.Of("bank-account-code", "code", "请填写账户代码，不含空格。", "Give the account a code, without blanks.");
        if (account.Name.Zh.Trim().Length == 0 || account.Name.En.Trim().Length == 0) return Refusal.Of("bank-account-name", "name", "请填写账户名称。", "Give the account a name.");
        return KeptText.FundCode.RefusalFor(account.Code, "code") ?? KeptText.Title.RefusalFor(account.Name.Zh, "name") ?? KeptText.Title.RefusalFor(account.Name.En, "name") ?? KeptText.Title.RefusalFor(account.BankName, "bank");
    }

    /// <summary>What of an account's number is kept.</summary>
    internal static string TailOf(string number)
    {
        var digits = string.Concat(number.Where(char.IsLetterOrDigit));
        return digits.Length > DigitsKept ? digits[^DigitsKept..] : digits;
    }
}
