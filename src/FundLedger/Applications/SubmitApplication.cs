using FundLedger.People.Roles;
using FundLedger.Programmes;

namespace FundLedger.Applications;

/// <param name="Sha256">Of what was certified, in lower-case hexadecimal.</param>
public sealed record ApplicationSubmitted(string Number, int Version, string Sha256);

/// <summary>Certifies an application and hands it in: the certifier signs the hash of exactly what they saw.</summary>
public sealed class SubmitApplication(Database database)
{
    /// <param name="sha256">Of what they saw.</param>
    public Task<Outcome<ApplicationSubmitted>> RunAsync(Asked asked, string number, string sha256, CancellationToken stop = default) => database.WriteAsync<ApplicationSubmitted>(
        asked.For("submit-application", OperationField.Of("application", number), OperationField.Of("sha256", sha256)),
        async tx =>
        {
            var application = await ApplicationStore.HoldAsync(tx, number);
            if (await Acting.RefusalForAsync(tx, Permission.CertifyOrganisation, application?.OfOrganisation) is { } notAllowed) return notAllowed;
            if (ApplicationStore.RefusalForClosed(tx, application!) is { } closed) return closed;
            if (application!.Missing is [var first, ..] missing)
                return new Refusal(first.Code == "ineligible" ? "ineligible" : "application-incomplete", first.Field, new Bilingual(
                    $"还有 {missing.Count} 项未完成，第一项（{first.Step.Name().Zh}）：{first.Message.Zh}", $"{missing.Count} item(s) are still to be mended; the first ({first.Step.Name().En}): {first.Message.En}"));
            var certified = application.ToCertify;
            if (certified.Sha256() != sha256)
                return Refusal.Of("content-changed", "sha256", "在您查看之后，申请内容有变化。请重新查看后再签署。", "The application changed after you looked at it. Look again, then sign.");
            var version = (await ApplicationReading.VersionsAsync(tx, application)).Count + 1;
            await ApplicationStore.InsertVersionAsync(tx, application, certified);
            return await ApplicationStore.MoveAsync(tx, application, ApplicationStatus.Submitted) is { } notMoved ? notMoved : new ApplicationSubmitted(number, version, sha256);
        }, stop);
}
