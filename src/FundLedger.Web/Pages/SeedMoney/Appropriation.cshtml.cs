using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Reporting;
using FundLedger.SeedMoney;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;
using Account = FundLedger.Ledger.Account;

namespace FundLedger.Web.Pages.SeedMoney;

/// <summary>One appropriation: what its documents said, and what each fund did with its money. Every figure leads to its entries.</summary>
[Needs(Permission.ReadLedger, Everywhere = true)]
public sealed class AppropriationModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    private IReadOnlyList<Account> accounts = [];

    public override Part Where => Part.Funds;
    public override Bilingual Title => new($"第 {Of.Id} 份拨款文件", $"Appropriation {Of.Id}");

    public Appropriation Of { get; private set; } = null!;
    public IReadOnlyList<AppropriationVersion> Versions { get; private set; } = [];
    public IReadOnlyList<AttachmentReference> Files { get; private set; } = [];
    public IReadOnlyList<SourceUse> Uses { get; private set; } = [];
    public long EntryCount { get; private set; }

    public async Task<IActionResult> OnGetAsync(long id)
    {
        await ReadAsync(async (reader, books) =>
        {
            if ((await Appropriations.ListAsync(reader, books)).FirstOrDefault(known => known.Id == id) is not { } found) return;
            (Of, Versions, Files) = (found, await Appropriations.VersionsAsync(reader, found), await Appropriations.FilesAsync(reader, found));
            Uses = await Appropriations.UseAsync(reader, books, found.Source);
            EntryCount = await JournalReading.LastAsync(reader);
            accounts = [.. books.Accounts.Where(account => account.EntityId == found.Source.EntityId)];
        });
        return Of is null ? NotFound() : Page();
    }

    /// <summary>The figures of a fund, each with what it is made of.</summary>
    internal IEnumerable<(Bilingual Name, Money Amount, FigureBasis Basis)> FiguresOf(SourceUse use)
    {
        yield return (new("到账", "Received"), use.Received, Basis(use, Measure.CreditBalance, account => account.Role == AccountRole.GovernmentGrantIncome));
        yield return (new("其他收入", "Other income"), use.Other, Basis(use, Measure.CreditBalance, account => account.Type == AccountType.NetAssets || (account.Type == AccountType.Income && account.Role != AccountRole.GovernmentGrantIncome)));
        yield return (new("转入", "Transferred in"), use.TransferredIn, Basis(use, Measure.CreditBalance, account => account.Role == AccountRole.TransferIn));
        yield return (new("转出", "Transferred out"), use.TransferredOut, Basis(use, Measure.DebitBalance, account => account.Role == AccountRole.TransferOut));
        yield return (new("支出", "Spent"), use.Spent, Basis(use, Measure.DebitBalance, account => account.Type == AccountType.Cost && account.Role != AccountRole.GrantReturn));
        yield return (new("退回", "Returned"), use.Returned, Basis(use, Measure.DebitBalance, account => account.Role == AccountRole.GrantReturn));
        yield return (new("结余", "Left"), use.Left, Basis(use, Measure.NetAssets));
        yield return (new("其中待付退款", "Of returned: not paid yet"), use.ReturnOwed, Basis(use, Measure.CreditBalance, account => account.Role == AccountRole.ReturnPayable));
        yield return (new("已立项未拨付", "Committed"), use.Committed, Basis(use, Measure.Committed));
        yield return (new("可用", "Available"), use.Available, Basis(use, Measure.Available));
    }

    private FigureBasis Basis(SourceUse use, Measure measure, Func<Account, bool>? counts = null) => new(measure, use.Fund.Code, LastEntry: EntryCount)
    {
        Source = Of.Source.Code,
        YearEndLeftOutFrom = DateOnly.MinValue,
        Accounts = counts is null ? [] : [.. accounts.Where(counts).Select(account => account.Code).Distinct()],
    };
}
