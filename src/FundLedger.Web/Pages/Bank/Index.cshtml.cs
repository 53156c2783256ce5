using FundLedger.Banking.Accounts;
using FundLedger.Banking.Reconciling;
using FundLedger.Banking.Pairing;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Pages.Bank;

/// <summary>Every bank account with its balance on both sides, and money that nobody knows.</summary>
[Needs(Permission.ReadLedger)]
public sealed class IndexModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    public override Part Where => Part.Bank;
    public override Bilingual Title => new("银行", "Bank");

    internal IReadOnlyList<BankAccountFigures> Accounts { get; private set; } = [];
    public IReadOnlyList<UnidentifiedReceipt> Unknown { get; private set; } = [];
    public bool MayManage => MaySomewhere(Permission.ManageFunds);

    /// <summary>Days since the bank had it.</summary>
    public int AgeOf(UnidentifiedReceipt receipt) => receipt.Since is { } since ? Today.DayNumber - since.DayNumber : 0;

    public Task OnGetAsync() => ReadAsync(async (reader, books) =>
    {
        Accounts = [.. (await BankAccountFigures.ListAsync(reader, books, Today)).Where(shown => May(Permission.ReadLedger, BankPage.TargetOf(shown.Account)))];
        Unknown = [.. (await UnidentifiedReceipt.ListAsync(reader, books, await BankBook.LoadAsync(reader, books))).Where(receipt => May(Permission.ReadLedger, books.TargetOf(receipt.Fund)))];
    });
}
