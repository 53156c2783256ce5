using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.People.Trail;

namespace FundLedger.Programmes;

/// <param name="OpensAt">A whole minute, in microseconds since 1970-01-01 UTC; may be past.</param>
/// <param name="ClosesAt">The first moment nobody may apply any more: a whole minute to come.</param>
/// <param name="Budget">The envelope: all that the awards may come to.</param>
public sealed record NewGrantRound(string Programme, string Code, Bilingual Name, long OpensAt, long ClosesAt, Money Budget);

public sealed record GrantRoundOpened(string Round, int Version, long OpensAt, long ClosesAt);

/// <summary>Opens a round, which keeps the terms that the programme has now.</summary>
public sealed class OpenGrantRound(Database database)
{
    internal const long Minute = 60_000_000;

    public Task<Outcome<GrantRoundOpened>> RunAsync(Asked asked, NewGrantRound wanted, CancellationToken stop = default) => database.WriteAsync<GrantRoundOpened>(
        asked.For("grant-round", OperationField.Of("programme", wanted.Programme), OperationField.Of("code", wanted.Code), OperationField.Of("nameZh", wanted.Name.Zh), OperationField.Of("nameEn", wanted.Name.En),
            OperationField.Of("opensAt", wanted.OpensAt), OperationField.Of("closesAt", wanted.ClosesAt), OperationField.Of("budget", wanted.Budget)),
        async tx =>
        {
            if (!(await GrantStore.HoldAsync(tx, wanted.Programme)).IsDone(out var programme, out var refusal)) return refusal;
            if (await Acting.RefusalForAsync(tx, Permission.RecordMoney, programme.Target) is { } notAllowed) return notAllowed;
            if (RefusalFor(wanted, programme, tx.RecordedAt) is { } badInput) return badInput;
            if (await GrantReading.FindRoundAsync(tx, await Books.OfAsync(tx), wanted.Code) is not null)
                return Refusal.Of("round-exists", "code", $"批次代码“{wanted.Code}”已被使用。请换一个。", $"There is a round '{wanted.Code}' already. Choose another code.");
            await GrantStore.InsertAsync(tx, wanted, programme);
            await AuditTrail.AddAsync(tx, AuditNote.Done("grant-round", "grant-round", wanted.Code, $"{programme.Code} {programme.Version} {GrantNames.InShanghai(wanted.OpensAt)} {GrantNames.InShanghai(wanted.ClosesAt)}"));
            return new GrantRoundOpened(wanted.Code, programme.Version, wanted.OpensAt, wanted.ClosesAt);
        }, stop);

    private static Refusal? RefusalFor(NewGrantRound wanted, GrantProgramme programme, long now)
    {
        if ((TermsText.RefusalForCode(wanted.Code, "code") ?? TermsText.RefusalForName(wanted.Name, "name") ?? Amounts.RefusalFor(wanted.Budget, programme.Fund, "budget")) is { } wrong) return wrong;
        if (wanted.OpensAt % Minute != 0 || wanted.ClosesAt % Minute != 0)
            return Refusal.Of("round-minutes", "closesAt", "起止时间须为整分钟。", "A round opens and closes at a whole minute.");
        if (wanted.ClosesAt <= wanted.OpensAt)
            return Refusal.Of("round-window", "closesAt", "截止时间须晚于开始时间。", "It must close after it opens.");
        return wanted.ClosesAt > now ? null
            : Refusal.Of("round-window", "closesAt", $"截止时间 {GrantNames.InShanghai(wanted.ClosesAt)} 已过。", $"It would close at {GrantNames.InShanghai(wanted.ClosesAt)}, which is past.");
    }
}
