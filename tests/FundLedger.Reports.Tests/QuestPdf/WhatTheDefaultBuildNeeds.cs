#if !USE_QUESTPDF
namespace FundLedger.Reports.Tests.QuestPdf;

public sealed class WhatTheDefaultBuildNeeds
{
    [Test]
    public void Nothing_of_QuestPDF_is_in_it()
    {
        var reports = typeof(ReportWriter).Assembly;
        Assert.That(reports.GetReferencedAssemblies().Select(one => one.Name), Does.Not.Contain("QuestPDF"));
        Assert.That(reports.GetTypes().Select(type => type.Namespace), Does.Not.Contain("FundLedger.Reports.QuestPdf"));
        Assert.That(Path.Combine(TestContext.CurrentContext.TestDirectory, "QuestPDF.dll"), Does.Not.Exist);
    }
}
#endif
