using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.People.Trail;

namespace FundLedger.Payments;

/// <summary>Somebody money is to be paid to, or another account of theirs.</summary>
/// <param name="Entity">Code of the entity that pays; null for the only one.</param>
/// <param name="Code">Short, chosen by people, of the entity's own.</param>
/// <param name="Holder">As the bank has it.</param>
/// <param name="Number">Digits and capital letters; blanks and hyphens between them are dropped.</param>
/// <param name="BankCode">The bank's number for domestic transfers (联行号), where the bank asks for it.</param>
public sealed record NewPayee(string? Entity, string Code, PayeeKind Kind, string Name, string Holder, string BankName, string Number, string? BankCode = null);

/// <param name="Version">1 for a new payee.</param>
/// <param name="UsableFrom">Until then nothing is paid to them.</param>
public sealed record PayeeSet(string Code, int Version, DateOnly UsableFrom);

/// <summary>Registers a payee, or another bank account of one. From the day the ledger has people another one checks it; a changed account cools for <see cref="PaymentRules.CoolingDays"/> days.</summary>
public sealed class SetPayee(Database database)
{
    private const int LongestNumber = 60;

    /// <summary>How it is proposed.</summary>
    public static readonly ProposalKind<NewPayee, PayeeSet> Kind = new("set-payee", new("收款方账户", "Account of a payee"), SubjectAsync, RunAsync) { LeastCheckers = 1 };

    public Task<Outcome<PayeeSet>> RunAsync(Asked asked, NewPayee wanted, CancellationToken stop = default) => database.WriteAsync<PayeeSet>(
        asked.For("set-payee", OperationField.Of("entity", wanted.Entity), OperationField.Of("code", wanted.Code), OperationField.Of("kind", wanted.Kind.ToString()), OperationField.Personal("name", wanted.Name),
            OperationField.Personal("holder", wanted.Holder), OperationField.Personal("bank", wanted.BankName), OperationField.Personal("number", wanted.Number), OperationField.Personal("bank-code", wanted.BankCode)),
        async tx => await Checked.RefusalForAsync(tx, Kind, null) is { } notAlone ? notAlone : await RunAsync(tx, wanted, new Agreed(0, asked.Actor, [])), stop);

    private static async Task<Outcome<PayeeSet>> RunAsync(LedgerTransaction tx, NewPayee asked, Agreed agreed)
    {
        var wanted = Tidied(asked);
        if (!(await FindAsync(tx, wanted)).IsDone(out var found, out var refusal)) return refusal;
        var (entity, known) = found;
        long? proposal = agreed.Proposal == 0 ? null : agreed.Proposal;
        var usableFrom = known is null ? tx.Today : tx.Today.AddDays((await PaymentRules.LoadAsync(tx)).CoolingDays);
        if (known is null) await PayeeStore.AddAccountAsync(tx, await PayeeStore.InsertAsync(tx, entity, wanted), 1, wanted, usableFrom, proposal);
        else
        {
            await PayeeStore.RenameAsync(tx, known, wanted);
            await PayeeStore.AddAccountAsync(tx, known.Id, known.Account.Version + 1, wanted, usableFrom, proposal);
        }

        return new PayeeSet(wanted.Code, (known?.Account.Version ?? 0) + 1, usableFrom);
    }

    private static async Task<Outcome<(Entity Entity, Payee? Known)>> FindAsync(LedgerTransaction tx, NewPayee wanted)
    {
        var books = await Books.OfAsync(tx);
        if (!books.EntityOrOnly(wanted.Entity).IsDone(out var entity, out var notFound)) return notFound;
        if (RefusalFor(wanted) is { } badInput) return badInput;
        var known = await PayeeStore.LockAsync(tx, books, entity, wanted.Code);
        if (known is { Account: var account } && (account.Holder, account.BankName, account.Number, account.BankCode, known.Name, known.Kind) == (wanted.Holder, wanted.BankName, wanted.Number, wanted.BankCode, wanted.Name, wanted.Kind))
            return Refusal.Of("payee-unchanged", "code", $"收款方 {wanted.Code} 已是这个账户。", $"Payee {wanted.Code} has this account already.");
        return (entity, known);
    }

    private static NewPayee Tidied(NewPayee asked) => asked with
    {
        Code = asked.Code.Trim(),
        Name = asked.Name.Trim(),
        Holder = string.IsNullOrWhiteSpace(asked.Holder) ? asked.Name.Trim() : asked.Holder.Trim(),
        BankName = asked.BankName.Trim(),
        Number = string.Concat(asked.Number.Where(letter => !char.IsWhiteSpace(letter) && letter != '-')).ToUpperInvariant(),
        BankCode = string.IsNullOrWhiteSpace(asked.BankCode) ? null : asked.BankCode.Trim(),
    };

    private static Refusal? RefusalFor(NewPayee wanted)
    {
        if (wanted.Code.Length == 0) return Refusal.Of("payee-code", "code", "请给收款方一个代码。", "Give the payee a code.");
        if (wanted.Name.Length == 0) return Refusal.Of("payee-name", "name", "请填写收款方名称。", "Give the payee's name.");
        if (wanted.BankName.Length == 0) return Refusal.Of("payee-bank", "bank", "请填写开户银行。", "Name the bank.");
        if (wanted.Number.Length is < 5 or > LongestNumber || !wanted.Number.All(char.IsAsciiLetterOrDigit))
            return Refusal.Of("payee-number", "number", $"账号应为 5 至 {LongestNumber} 位数字或字母。", $"An account number has 5 to {LongestNumber} digits or letters.");
        if (wanted.BankCode is { } code && (code.Length > LongestNumber || !code.All(char.IsAsciiLetterOrDigit)))
            return Refusal.Of("payee-bank-code", "bank-code", "联行号只有数字和字母。", "A bank code has digits and letters only.");
        return KeptText.PayeeCode.RefusalFor(wanted.Code, "code") ?? KeptText.DonorName.RefusalFor(wanted.Name, "name") ?? KeptText.DonorName.RefusalFor(wanted.Holder, "holder") ?? KeptText.Title.RefusalFor(wanted.BankName, "bank");
    }

    private static async Task<Outcome<ProposalSubject>> SubjectAsync(LedgerTransaction tx, NewPayee asked)
    {
        var wanted = Tidied(asked);
        if (!(await FindAsync(tx, wanted)).IsDone(out var found, out var refusal)) return refusal;
        return new ProposalSubject("payee", wanted.Code, ProposalSubject.VersionOf(found.Entity.Code, wanted.Code, $"{found.Known?.Account.Version ?? 0}"), new Target(Entity: found.Entity.Code));
    }
}

/// <param name="Code">Of the payee that now has neither name nor account.</param>
public sealed record PayeeErased(string Code);

/// <summary>Removes a payee's name and accounts for good. What was paid stands, under the payee's code.</summary>
public sealed class ErasePayee(Database database)
{
    public Task<Outcome<PayeeErased>> RunAsync(Asked asked, string? entity, string code, CancellationToken stop = default) => database.WriteAsync<PayeeErased>(
        asked.For("erase-payee", OperationField.Of("entity", entity), OperationField.Of("code", code)) with { Erases = true },
        async tx =>
        {
            var books = await Books.OfAsync(tx);
            if (!books.EntityOrOnly(entity).IsDone(out var found, out var notFound)) return notFound;
            if (await PayeeStore.LockAsync(tx, books, found, code) is not { Name: not null } payee)
                return Refusal.Of("payee-unknown", "code", $"没有收款方“{code}”。", $"There is no payee '{code}'.");
            if ((await PaymentStore.ListAsync(tx, books)).Any(payment => payment.Status == PaymentStatus.Sent && payment.Payee == code && payment.Fund.EntityId == found.Id))
                return Refusal.Of("payee-waits", "code", $"有付给 {code} 的款项在等银行结果，登记结果后再擦除。", $"A payment to {code} waits for the bank's answer; record that first.");
            await PayeeStore.EraseAsync(tx, payee);
            await AuditTrail.AddAsync(tx, AuditNote.Done("erase-payee", "payee", code, ""));
            return new PayeeErased(code);
        }, stop);
}
