using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Approving;

namespace FundLedger.Web.Pages.Record;

/// <summary>Sends what a form asks for: to the books, or to a preview of them.</summary>
internal delegate Task<Outcome<Recorded>> Sending(Database database, Asked asked, CancellationToken stop);

/// <summary>What would be posted if what a form asks for were agreed to now.</summary>
internal delegate Task<Outcome<IReadOnlyList<PostedEntry>>> Trying(Database database, Asked asked, CancellationToken stop);

/// <summary>Of a form for what may take a second person: it is proposed.</summary>
/// <param name="Kind">Code of the kind.</param>
/// <param name="TryOut">What the check shows.</param>
/// <param name="Fill">The fields as they were typed, out of what is kept: to change a proposal.</param>
internal sealed record Proposing(string Kind, Func<FormReading, Trying> TryOut, Func<string, IReadOnlyDictionary<string, string?>> Fill);

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

    /// <summary>Null where one person is enough.</summary>
    internal Proposing? Proposing { get; init; }

    /// <summary>A file is sent with it.</summary>
    internal bool TakesAFile => Fields.Any(asked => asked.Kind == FieldKind.File);

    /// <summary>A form for what may take a second person, and then is an entry.</summary>
    internal static RecordForm Of<TPayload, TAnswer>(
        string name, Bilingual when, IReadOnlyList<FormField> fields, ProposalKind<TPayload, TAnswer> kind, Func<FormReading, TPayload> read, Func<TAnswer, EntryId> entry,
        Func<TPayload, IReadOnlyDictionary<string, string?>> fill) => Of(name, when, fields, kind, read, answer => Recorded.Entry(entry(answer)), fill);

    /// <summary>A form for what may take a second person.</summary>
    /// <param name="read">What is asked for.</param>
    /// <param name="said">What is told where nobody else is needed.</param>
    /// <param name="fill">The fields of what was asked for.</param>
    internal static RecordForm Of<TPayload, TAnswer>(
        string name, Bilingual when, IReadOnlyList<FormField> fields, ProposalKind<TPayload, TAnswer> kind, Func<FormReading, TPayload> read, Func<TAnswer, Recorded> said,
        Func<TPayload, IReadOnlyDictionary<string, string?>> fill) =>
        new(name, kind.Name, when, [.. fields, FormField.Replaces], typed =>
        {
            var (payload, replaces) = (read(typed), typed.Number(FormField.Replaces.Name));
            return (database, asked, stop) => new ProposeAct(database).RunAsync(asked, kind, payload, replaces, stop: stop).Then(done =>
                done.Answer is { } answer ? said(kind.ReadAnswer(answer)) : new Recorded(ProposalWords.Said(done), $"/approvals/{done.Proposal}"));
        })
        {
            Act = kind.Proposing,
            Proposing = new Proposing(
                kind.Code,
                typed =>
                {
                    var payload = read(typed);
                    return (database, asked, stop) => new ProposeAct(database).TryOutAsync(asked, kind, payload, stop);
                },
                payload => fill(kind.Read(payload))),
        };

    internal static IReadOnlyList<RecordForm> All { get; } =
    [
        MoneyInForms.Donation, MoneyInForms.SplitDonation, MoneyInForms.Pledge, MoneyInForms.InKind, MoneyInForms.InKindUsed, MoneyInForms.Service, MoneyInForms.SeedMoney, MoneyInForms.Interest,
        MoneyOutForms.Expense, MoneyOutForms.PayExpense, MoneyOutForms.BankFee, MoneyOutForms.Transfer,
        SeedMoneyForms.Appropriation, SeedMoneyForms.Amendment, SeedMoneyForms.Return, SeedMoneyForms.ReturnPayment,
        CofundingForms.Requirement, CofundingForms.Proof, CofundingForms.End,
        CorrectionForms.Refund, CorrectionForms.Reversal, CorrectionForms.Purpose, CorrectionForms.PriorYear,
        PaymentForms.Payee, PaymentForms.Rules, FundForms.NewFund,
    ];
}
