using FundLedger.Banking.Accounts;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FundLedger.Web.Pages.Bank;

/// <summary>A page about bank accounts. An account is its entity's: who may act there may act on it.</summary>
public abstract class BankPage(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    public override Part Where => Part.Bank;

    public BankAccount Account { get; private protected set; } = null!;
    public Books Books { get; private set; } = null!;
    public BankBook Bank { get; private set; } = null!;
    public string Key { get; private protected set; } = "";
    public Refusal? Refusal { get; private protected set; }

    /// <summary>Funds that money of this account can be for.</summary>
    public IReadOnlyList<Fund> FundsHere => [.. Books.Funds.Where(fund => fund.EntityId == Account.Entity.Id && fund.Currency == Account.Currency && fund.Status != FundStatus.Closed)];

    public bool MayRecord => May(Permission.RecordMoney, TargetOf(Account));

    public string Path => $"/bank/{Uri.EscapeDataString(Account.Code)}";

    internal static Target TargetOf(BankAccount account) => new(Entity: account.Entity.Code);

    protected string Class(string field) => Refusal?.Field == field ? "field wrong" : "field";

    /// <summary>The account, where it is there and this person may do that to it.</summary>
    private protected bool Finds(BankBook bank, Books books, string code, Permission act)
    {
        (Bank, Books) = (bank, books);
        if (bank.Accounts.FirstOrDefault(known => known.Code == code) is not { } found || !May(act, TargetOf(found))) return false;
        Account = found;
        return true;
    }

    private protected async Task<bool> FindAsync(LedgerReader reader, Books books, string code, Permission act) => Finds(await BankBook.LoadAsync(reader, books), books, code, act);

    private protected PageResult Refused(Refusal refusal)
    {
        Refusal = refusal;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    /// <summary>Goes on to a page that says what was done.</summary>
    private protected LocalRedirectResult Done<T>(Outcome<T> outcome, Bilingual says, string path)
    {
        new Notice(says, outcome is Outcome<T>.Done { WasDoneBefore: true }).PutInto(TempData);
        return LocalRedirect(path);
    }

    internal static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
