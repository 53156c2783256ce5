using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Pages.Record;

/// <summary>Sends what a form asks for: to the books, or to a preview of them.</summary>
internal delegate Task<Outcome<Recorded>> Sending(Database database, Asked asked, CancellationToken stop);

/// <summary>What became of a form.</summary>
/// <param name="Path">The page that shows it.</param>
internal sealed record Recorded(Bilingual Says, string Path)
{
    internal static Recorded Entry(EntryId entry) => new(new($"已记账：分录 {entry}。", $"Recorded: entry {entry}."), $"/entries/{entry}");
}

/// <summary>One thing that people record: what it is called, what is asked, and the operation it becomes.</summary>
/// <param name="Name">In the address of its page.</param>
/// <param name="When">When to use it, in a sentence.</param>
/// <param name="Read">Translates what was typed; what it returns is sent only when all of it could be read.</param>
internal sealed record RecordForm(string Name, Bilingual Title, Bilingual When, IReadOnlyList<FormField> Fields, Func<FormReading, Sending> Read)
{
    /// <summary>What somebody must be allowed to record it.</summary>
    internal Permission Act { get; init; } = Permission.RecordMoney;

    internal static IReadOnlyList<RecordForm> All { get; } =
    [
        MoneyInForms.Donation, MoneyInForms.SeedMoney, MoneyInForms.Interest,
        MoneyOutForms.Expense, MoneyOutForms.PayExpense, MoneyOutForms.BankFee, MoneyOutForms.Transfer,
        CorrectionForms.Refund, CorrectionForms.Reversal,
        FundForms.NewFund,
    ];
}
