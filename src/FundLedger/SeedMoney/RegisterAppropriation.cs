using FundLedger.Ledger;

namespace FundLedger.SeedMoney;

/// <summary>An appropriation that is confirmed before its money comes.</summary>
/// <param name="Fund">The fund that expects the money.</param>
/// <param name="Number">Of the document.</param>
/// <param name="From">The office that gives it.</param>
/// <param name="SpendBy">Last day to spend it; null where the document names none, or names years.</param>
/// <param name="IssuedOn">From when <paramref name="Years"/> run.</param>
/// <param name="Years">Years to spend it in.</param>
/// <param name="Covers">The fund may make commitments on it before it arrives.</param>
public sealed record NewAppropriation(
    string Fund, string Number, string From, Money Confirmed, DateOnly? SpendBy = null, DateOnly? IssuedOn = null, int? Years = null, string? Conditions = null,
    LateUse AfterDeadline = LateUse.Refuse, bool Covers = false, Attachment? File = null);

/// <param name="Source">Code of the appropriation's source row.</param>
public sealed record AppropriationRegistered(string Source, DateOnly? SpendBy);

/// <summary>Registers the document that public money will come under. No entry is posted: a promise is not income.</summary>
public sealed class RegisterAppropriation(Database database)
{
    private const int MostYears = 50;

    public Task<Outcome<AppropriationRegistered>> RunAsync(Asked asked, NewAppropriation wanted, CancellationToken stop = default) => database.WriteAsync<AppropriationRegistered>(
        asked.For("register-appropriation", OperationField.Of("fund", wanted.Fund), OperationField.Of("ref", wanted.Number), OperationField.Of("from", wanted.From),
            OperationField.Of("amount", wanted.Confirmed), OperationField.Of("spend-by", wanted.SpendBy?.ToIso()), OperationField.Of("issued-on", wanted.IssuedOn?.ToIso()),
            OperationField.Of("years", wanted.Years?.ToString(System.Globalization.CultureInfo.InvariantCulture)), OperationField.Of("conditions", wanted.Conditions),
            OperationField.Of("after-deadline", wanted.AfterDeadline.ToString()), OperationField.Of("covers", wanted.Covers.ToString()), OperationField.Of("file", wanted.File?.Sha256)),
        async tx =>
        {
            var books = await Books.OfAsync(tx);
            if (!books.Fund(wanted.Fund).IsDone(out var fund, out var refusal)) return refusal;
            if ((Amounts.RefusalFor(wanted.Confirmed, fund) ?? wanted.File?.Refusal ?? RefusalForDeadline(wanted) ?? RefusalForNames(wanted.Number, wanted.From)) is { } badInput) return badInput;

            var (entity, number, giver) = (books.Entity(fund.EntityId), wanted.Number.Trim().ToNfc(), wanted.From.Trim());
            if (await AppropriationStore.FindForUpdateAsync(tx, books, entity, number) is not null)
                return Refusal.Of("appropriation-exists", "ref",
                    $"拨款文件 {number} 已登记。后来的文件请用 seed-money amend 登记。", $"Appropriation {number} is registered already. Record a later document with 'seed-money amend'.");
            var (spendBy, allowsLateUse) = (DeadlineOf(wanted), wanted.AfterDeadline == LateUse.Allow);
            var source = books.FindSource(entity, AppropriationStore.SourceCode(number));
            if (source is not null && source.Origin != giver)
                return Refusal.Of("appropriation-differs", "from", $"来源 {source.Code} 由 {source.Origin} 所拨。请核对文件号和拨款单位。", $"Source {source.Code} is given by {source.Origin}. Check number and giver.");
            if (source is null) source = await SourceStore.InsertAsync(tx, RowOf(entity, number, giver, spendBy, allowsLateUse));
            else await SourceStore.SetTermsAsync(tx, source, spendBy, allowsLateUse);

            var registered = await AppropriationStore.InsertAsync(tx, entity, source, number, wanted.Conditions ?? "");
            var received = await AppropriationStore.ReceivedAsync(tx, registered, fund.Currency);
            if (received.MinorUnits > wanted.Confirmed.MinorUnits) return AmendAppropriation.BelowReceived(number, wanted.Confirmed, received);
            await AppropriationStore.AddVersionAsync(tx, registered.Id, fund, new AppropriationVersion(
                1, number, wanted.File?.Sha256, wanted.Confirmed, wanted.Conditions ?? "", spendBy, wanted.AfterDeadline, wanted.Covers, asked.Actor, tx.RecordedAt));
            if (wanted.File is { } file) await Attachments.KeepAsync(tx, file, AppropriationStore.ReferrerOf(registered.Id));
            if (wanted.Covers && await AppropriationCover.ChangeAsync(tx, fund, source, Money.Zero(fund.Currency), Appropriation.Rest(wanted.Confirmed, received)) is { } inUse) return inUse;
            return new AppropriationRegistered(source.Code, spendBy);
        }, stop);

    internal static Source RowOf(Entity entity, string number, string giver, DateOnly? spendBy, bool allowsLateUse = false) => new(
        0, entity.Id, AppropriationStore.SourceCode(number), $"{giver} {number}", SourceKind.SeedMoney, Restriction.Purpose, IsPublic: true, IsSpendable: true, giver, spendBy, allowsLateUse);

    internal static Refusal? RefusalForNames(string number, string giver)
    {
        if (string.IsNullOrWhiteSpace(giver) || string.IsNullOrWhiteSpace(number))
            return Refusal.Of("appropriation-missing", "ref", "请填写拨款单位和拨款文件号。种子资金须有拨款文件。", "Name the giving office and the appropriation's number: seed money comes under a document.");
        return KeptText.AppropriationNumber.RefusalFor(number.Trim(), "ref") ?? KeptText.Giver.RefusalFor(giver.Trim(), "from");
    }

    private static DateOnly? DeadlineOf(NewAppropriation wanted) => wanted.Years is { } years ? wanted.IssuedOn!.Value.AddYears(years).AddDays(-1) : wanted.SpendBy;

    private static Refusal? RefusalForDeadline(NewAppropriation wanted)
    {
        if (wanted.Years is not { } years) return null;
        if (wanted.SpendBy is not null)
            return Refusal.Of("deadline-twice", "years", "使用期限只能写一种：截止日，或年限。", "Give the deadline once: as a day, or in years.");
        if (years is < 1 or > MostYears)
            return Refusal.Of("years-range", "years", $"年限应为 1 至 {MostYears}。", $"The years to spend are 1 to {MostYears}.");
        return wanted.IssuedOn is null ? Refusal.Of("issued-on-missing", "issued-on", "按年限计算期限，请填写文件日期。", "Years run from the document's date: give it.") : null;
    }
}
