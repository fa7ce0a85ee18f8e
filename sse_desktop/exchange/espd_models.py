"""What may stand in a self-declaration: this file lists, for the elements in use, their children in order.

Written down from the standards UBL 2.3 (for versions 2.1 to 4.1) and ESPD 1.0.2, as far as self-declarations use them. A name
alone stands once, with `?` at most once, with `*` any number of times, with `+` at least once.
"""

from __future__ import annotations

from typing import Final

# Versions 2.1 to 4.1.
NEWER: Final = {
    "QualificationApplicationResponse": (
        "UBLExtensions? UBLVersionID? CustomizationID? ProfileID? ProfileExecutionID? ID? CopyIndicator? UUID? "
        "ContractFolderID ContractName* IssueDate IssueTime? EconomicOperatorGroupName? VersionID? "
        "PreviousVersionID? ProcedureCode? QualificationApplicationTypeCode? WeightScoringMethodologyNote* "
        "WeightingTypeCode? Note* ContractingParty+ EconomicOperatorParty+ ProcurementProject? "
        "ProcurementProjectLot* TenderingCriterion* TenderingCriterionResponse+ AdditionalDocumentReference* "
        "Evidence* Signature*"
    ),
    "ContractingParty": (
        "UBLExtensions? BuyerProfileURI? ContractingPartyType* ContractingActivity* ContractingRepresentationType? "
        "Party"
    ),
    "ContractingPartyType": "UBLExtensions? PartyTypeCode? PartyType*",
    "EconomicOperatorParty": "UBLExtensions? QualifyingParty* EconomicOperatorRole? Party",
    "EconomicOperatorRole": "UBLExtensions? RoleCode? RoleDescription*",
    "QualifyingParty": (
        "UBLExtensions? ParticipationPercent? PersonalSituation* OperatingYearsQuantity? EmployeeQuantity? "
        "BusinessClassificationEvidenceID? BusinessIdentityEvidenceID? TendererRoleCode? "
        "BusinessClassificationScheme? TechnicalCapability* FinancialCapability* CompletedTask* Declaration* Party? "
        "EconomicOperatorRole?"
    ),
    "Party": (
        "UBLExtensions? MarkCareIndicator? MarkAttentionIndicator? WebsiteURI? LogoReferenceID? EndpointID? "
        "IndustryClassificationCode? PartyIdentification* PartyName* Language? PostalAddress? PhysicalLocation? "
        "PartyTaxScheme* PartyLegalEntity* Contact? Person* AgentParty? ServiceProviderParty* PowerOfAttorney* "
        "PartyAuthorization* FinancialAccount? AdditionalWebSite* SocialMediaProfile*"
    ),
    "PartyIdentification": "UBLExtensions? ID",
    "PartyName": "UBLExtensions? Name",
    "PartyLegalEntity": (
        "UBLExtensions? RegistrationName? CompanyID? RegistrationDate? RegistrationExpirationDate? "
        "CompanyLegalFormCode? CompanyLegalForm* SoleProprietorshipIndicator? CompanyLiquidationStatusCode? "
        "CorporateStockAmount? FullyPaidSharesIndicator? RegistrationAddress? CorporateRegistrationScheme? "
        "HeadOfficeParty? ShareholderParty*"
    ),
    "PartyTaxScheme": (
        "UBLExtensions? RegistrationName? CompanyID? TaxLevelCode? ExemptionReasonCode? ExemptionReason* "
        "RegistrationAddress? TaxScheme"
    ),
    "ServiceProviderParty": "UBLExtensions? ID? ServiceTypeCode? ServiceType* Party SellerContact?",
    "PowerOfAttorney": (
        "UBLExtensions? ID? IssueDate? IssueTime? Description* NotaryParty? AgentParty WitnessParty* "
        "MandateDocumentReference*"
    ),
    "Person": (
        "UBLExtensions? ID? FirstName? FamilyName? Title? MiddleName? OtherName? NameSuffix? JobTitle? "
        "NationalityID? GenderCode? BirthDate? BirthplaceName? OrganizationDepartment? RoleCode? "
        "BirthplaceLocation? CitizenshipCountry? Contact? FinancialAccount? IdentityDocumentReference* "
        "ResidenceAddress?"
    ),
    "PostalAddress": (
        "UBLExtensions? ID? AddressTypeCode? AddressFormatCode? Postbox? Floor? Room? StreetName? "
        "AdditionalStreetName? BlockName? BuildingName? BuildingNumber? Description* InhouseMail? Department? "
        "MarkAttention? MarkCare? PlotIdentification? CitySubdivisionName? CityName? PostalZone? CountrySubentity? "
        "CountrySubentityCode? Region? District? TimezoneOffset? AddressLine* Country? LocationCoordinate*"
    ),
    "Country": "UBLExtensions? IdentificationCode? Name?",
    "Contact": (
        "UBLExtensions? ID? Name? JobTitle? Department? Telephone? Telefax? ElectronicMail? Note* OtherCommunication*"
    ),
    "Language": "UBLExtensions? ID? Name? LocaleCode?",
    "ProcurementProject": (
        "UBLExtensions? ID? Name* Description* ProcurementTypeCode? ProcurementSubTypeCode? QualityControlCode? "
        "RequiredFeeAmount? FeeDescription* RequestedDeliveryDate? EstimatedOverallContractQuantity? Note* "
        "SMESuitableIndicator? ProcurementAdditionalType* RequestedTenderTotal? MainCommodityClassification* "
        "AdditionalCommodityClassification* RealizedLocation* PlannedPeriod? ContractExtension? "
        "RequestForTenderLine*"
    ),
    "MainCommodityClassification": "UBLExtensions? NatureCode? CargoTypeCode? CommodityCode? ItemClassificationCode?",
    "ProcurementProjectLot": (
        "UBLExtensions? ID LegalDocumentReference* TechnicalDocumentReference* RequiredDocumentReference* "
        "ProvidedDocumentReference* AdditionalDocumentReference* TenderingTerms? TenderingProcess? "
        "ProcurementProject?"
    ),
    "TenderingCriterion": (
        "UBLExtensions? ID? CriterionTypeCode? Name* Description* WeightNumeric? FulfilmentIndicator? "
        "FulfilmentIndicatorTypeCode? EvaluationMethodTypeCode? WeightingConsiderationDescription* "
        "ProcurementProjectLotReference* CommodityClassification* SubTenderingCriterion* Legislation* "
        "TenderingCriterionPropertyGroup*"
    ),
    "Legislation": (
        "UBLExtensions? ID? Title* Description* JurisdictionLevel* Article* URI* Language* JurisdictionRegionAddress*"
    ),
    "TenderingCriterionPropertyGroup": (
        "UBLExtensions? ID? Name? Description* PropertyGroupTypeCode? FulfilmentIndicator? "
        "FulfilmentIndicatorTypeCode? TenderingCriterionProperty+ SubsidiaryTenderingCriterionPropertyGroup*"
    ),
    "TenderingCriterionProperty": (
        "UBLExtensions? ID? Name? Description* TypeCode? ValueDataTypeCode? ValueUnitCode? ValueCurrencyCode? "
        "ExpectedAmount? ExpectedID? ExpectedIndicator? ExpectedCode? ExpectedValueNumeric? ExpectedDescription? "
        "ExpectedURI? MaximumAmount? MinimumAmount? MaximumValueNumeric? MinimumValueNumeric? MaximumQuantity? "
        "MinimumQuantity? TranslationTypeCode? CertificationLevelDescription* CopyQualityTypeCode? "
        "ApplicablePeriod* TemplateEvidence*"
    ),
    "ApplicablePeriod": "UBLExtensions? StartDate? StartTime? EndDate? EndTime? DurationMeasure? DescriptionCode* Description*",
    "TenderingCriterionResponse": (
        "UBLExtensions? ID? Name? Description* ValidatedCriterionPropertyID? ConfidentialityLevelCode? "
        "ResponseValue* ApplicablePeriod* EvidenceSupplied* ProcurementProjectLotReference* "
        "CommodityClassification*"
    ),
    "ResponseValue": (
        "UBLExtensions? ID? Description* Response* ResponseAmount? ResponseBinaryObject? ResponseCode? "
        "ResponseDate? ResponseID? ResponseIndicator? ResponseMeasure? ResponseNumeric? ResponseQuantity? "
        "ResponseTime? ResponseURI?"
    ),
    "AdditionalDocumentReference": (
        "UBLExtensions? ID CopyIndicator? UUID? IssueDate? IssueTime? DocumentTypeCode? DocumentType* XPath* "
        "ReferencedDocumentInternalAddress? LanguageID? LocaleCode? VersionID? DocumentStatusCode? "
        "DocumentDescription* Attachment? ValidityPeriod? IssuerParty? ResultOfVerification?"
    ),
    "Attachment": "UBLExtensions? EmbeddedDocumentBinaryObject? EmbeddedDocument? ExternalReference?",
    "ExternalReference": (
        "UBLExtensions? URI? DocumentHash? HashAlgorithmMethod? ExpiryDate? ExpiryTime? MimeCode? FormatCode? "
        "EncodingCode? CharacterSetCode? FileName? Description*"
    ),
    "Evidence": (
        "UBLExtensions? ID? EvidenceTypeCode? Name? Description* CandidateStatement* ConfidentialityLevelCode? "
        "EvidenceIssuingParty? DocumentReference* Language?"
    ),
}
# Elements that hold the same as another.
SAME_NEWER: Final = {
    "AgentParty": "Party",
    "IssuerParty": "Party",
    "EvidenceIssuingParty": "Party",
    "ProcurementProjectLotReference": "PartyIdentification",
    "EvidenceSupplied": "PartyIdentification",
    "ResidenceAddress": "PostalAddress",
    "AdditionalCommodityClassification": "MainCommodityClassification",
    "SubTenderingCriterion": "TenderingCriterion",
    "SubsidiaryTenderingCriterionPropertyGroup": "TenderingCriterionPropertyGroup",
    "DocumentReference": "AdditionalDocumentReference",
    "TemplateEvidence": "Evidence",
}

# Version 1.0.2.
FIRST: Final = {
    "ESPDResponse": (
        "UBLExtensions? UBLVersionID? CustomizationID? ProfileID? ProfileExecutionID? ID CopyIndicator? UUID? "
        "VersionID? PreviousVersionID? IssueDate IssueTime? ContractFolderID EconomicOperatorGroupName? "
        "ContractingParty EconomicOperatorParty ProcurementProjectLot+ Criterion+ ServiceProviderParty? Signature* "
        "AdditionalDocumentReference*"
    ),
    "ContractingParty": "BuyerProfileURI? ContractingPartyType* ContractingActivity* Party",
    "EconomicOperatorParty": (
        "EconomicOperatorRoleCode? EconomicOperatorRoleDescription? NationalDataBaseURIID? "
        "NationalDatabaseAccessCredentials? SMEIndicator? RepresentativeNaturalPerson* Party?"
    ),
    "RepresentativeNaturalPerson": (
        "NaturalPersonRoleCode? NaturalPersonRoleDescription? NaturalPersonRegistrationCountryCode? PowerOfAttorney?"
    ),
    "Party": (
        "MarkCareIndicator? MarkAttentionIndicator? WebsiteURI? LogoReferenceID? EndpointID? "
        "IndustryClassificationCode? PartyIdentification* PartyName* Language? PostalAddress? PhysicalLocation? "
        "PartyTaxScheme* PartyLegalEntity* Contact? Person* AgentParty? ServiceProviderParty* PowerOfAttorney* "
        "FinancialAccount?"
    ),
    "PartyIdentification": "ID",
    "PartyName": "Name",
    "PartyLegalEntity": (
        "RegistrationName? CompanyID? RegistrationDate? RegistrationExpirationDate? CompanyLegalFormCode? "
        "CompanyLegalForm? SoleProprietorshipIndicator? CompanyLiquidationStatusCode? CorporateStockAmount? "
        "FullyPaidSharesIndicator? RegistrationAddress? CorporateRegistrationScheme? HeadOfficeParty? "
        "ShareholderParty*"
    ),
    "PowerOfAttorney": "ID? IssueDate? IssueTime? Description* NotaryParty? AgentParty WitnessParty* MandateDocumentReference*",
    "Person": (
        "ID? FirstName? FamilyName? Title? MiddleName? OtherName? NameSuffix? JobTitle? NationalityID? GenderCode? "
        "BirthDate? BirthplaceName? OrganizationDepartment? Contact? FinancialAccount? IdentityDocumentReference* "
        "ResidenceAddress?"
    ),
    "PostalAddress": (
        "ID? AddressTypeCode? AddressFormatCode? Postbox? Floor? Room? StreetName? AdditionalStreetName? BlockName? "
        "BuildingName? BuildingNumber? InhouseMail? Department? MarkAttention? MarkCare? PlotIdentification? "
        "CitySubdivisionName? CityName? PostalZone? CountrySubentity? CountrySubentityCode? Region? District? "
        "TimezoneOffset? AddressLine* Country? LocationCoordinate*"
    ),
    "Country": "IdentificationCode? Name?",
    "Contact": "ID? Name? Telephone? Telefax? ElectronicMail? Note* OtherCommunication*",
    "ServiceProviderParty": "ID? ServiceTypeCode? ServiceType* Party SellerContact?",
    "ProcurementProjectLot": "ID TenderingTerms? ProcurementProject?",
    "Criterion": (
        "ID? FulfillmentIndicator? FulfillmentIndicatorType? TypeCode? Name? Description? LegislationReference* "
        "RequirementGroup+ SubCriterion*"
    ),
    "LegislationReference": "Title? Description? JurisdictionLevelCode? Article? URI?",
    "RequirementGroup": (
        "ID? FulfillmentIndicator? FulfillmentIndicatorType? Name? Description? TypeCode? Requirement* "
        "RequirementGroup*"
    ),
    "Requirement": "ID? Description? Response*",
    "Response": "ID? Indicator? Description? Amount? Code? Date? Percent? Quantity? Period? Evidence* RelatedParty*",
    "Period": "StartDate? StartTime? EndDate? EndTime? DurationMeasure? DescriptionCode* Description*",
    "Evidence": "EvidenceName? EmbeddedEvidenceIndicator? EvidenceIssuerParty? EvidenceDocumentReference*",
    "EvidenceDocumentReference": (
        "ID CopyIndicator? UUID? IssueDate? IssueTime? DocumentTypeCode? DocumentType? XPath* LanguageID? "
        "LocaleCode? VersionID? DocumentStatusCode? DocumentDescription* Attachment? ValidityPeriod? IssuerParty? "
        "ResultOfVerification?"
    ),
    "Attachment": "EmbeddedDocumentBinaryObject? ExternalReference?",
    "ExternalReference": (
        "URI? DocumentHash? HashAlgorithmMethod? ExpiryDate? ExpiryTime? MimeCode? FormatCode? EncodingCode? "
        "CharacterSetCode? FileName? Description*"
    ),
}
# Elements that hold the same as another.
SAME_FIRST: Final = {
    "AgentParty": "Party",
    "IssuerParty": "Party",
    "EvidenceIssuerParty": "Party",
    "ResidenceAddress": "PostalAddress",
    "AdditionalDocumentReference": "EvidenceDocumentReference",
}
